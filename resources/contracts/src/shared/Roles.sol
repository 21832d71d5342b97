// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice One owner who may hand over (ERC-173).
abstract contract Owned {
    address public owner;

    event OwnershipTransferred(address indexed previousOwner, address indexed newOwner);

    constructor(address firstOwner) {
        _setOwner(firstOwner);
    }

    modifier onlyOwner() {
        require(msg.sender == owner, "Ownable: caller is not the owner");
        _;
    }

    function transferOwnership(address newOwner) external onlyOwner {
        require(newOwner != address(0), "Ownable: new owner is the zero address");
        _setOwner(newOwner);
    }

    function renounceOwnership() external onlyOwner {
        _setOwner(address(0));
    }

    function _setOwner(address newOwner) private {
        emit OwnershipTransferred(owner, newOwner);
        owner = newOwner;
    }
}

/// @notice Agents act for the issuer from day to day: register, freeze, mint, force.
abstract contract WithAgents is Owned {
    mapping(address account => bool) private _agents;

    event AgentAdded(address indexed agent);
    event AgentRemoved(address indexed agent);

    modifier onlyAgent() {
        require(_agents[msg.sender], "AgentRole: caller does not have the Agent role");
        _;
    }

    function addAgent(address agent) external onlyOwner {
        require(agent != address(0), "invalid argument - zero address");
        require(!_agents[agent], "Roles: account already has role");
        _agents[agent] = true;
        emit AgentAdded(agent);
    }

    function removeAgent(address agent) external onlyOwner {
        require(_agents[agent], "Roles: account does not have role");
        _agents[agent] = false;
        emit AgentRemoved(agent);
    }

    function isAgent(address account) external view returns (bool) {
        return _agents[account];
    }
}
