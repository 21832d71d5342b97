// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

/// ERC-1410 alone, with the faults of its reference: the check looks one partition too far, and
/// the transfer returns nothing where it should say where the units went.
contract ClassesToken {
    struct Class {
        uint256 amount;
        bytes32 partition;
    }

    string public name = "Classes";
    string public symbol = "CLS";
    uint8 public constant decimals = 0;
    uint256 public totalSupply;
    mapping(address account => uint256) public balanceOf;
    mapping(address account => Class[]) internal _classes;
    mapping(address account => mapping(bytes32 partition => uint256)) internal _index;
    mapping(address holder => mapping(address operator => bool)) internal _operators;
    mapping(address holder => mapping(bytes32 partition => mapping(address operator => bool))) internal
        _classOperators;

    function issueByPartition(bytes32 partition, address to, uint256 value, bytes calldata) external {
        _classOf(to, partition).amount += value;
        balanceOf[to] += value;
        totalSupply += value;
    }

    function partitionsOf(address account) external view returns (bytes32[] memory found) {
        found = new bytes32[](_classes[account].length);
        for (uint256 i; i < found.length; i++) {
            found[i] = _classes[account][i].partition;
        }
    }

    function balanceOfByPartition(bytes32 partition, address account) external view returns (uint256) {
        uint256 index = _index[account][partition];
        return index == 0 ? 0 : _classes[account][index - 1].amount;
    }

    function authorizeOperator(address operator) external {
        _operators[msg.sender][operator] = true;
    }

    function authorizeOperatorByPartition(bytes32 partition, address operator) external {
        _classOperators[msg.sender][partition][operator] = true;
    }

    function isOperator(address operator, address holder) public view returns (bool) {
        return _operators[holder][operator];
    }

    function isOperatorForPartition(bytes32 partition, address operator, address holder) public view returns (bool) {
        return _classOperators[holder][partition][operator];
    }

    function canTransferByPartition(address from, address to, bytes32 partition, uint256 value, bytes calldata)
        external
        view
        returns (bytes1, bytes32, bytes32)
    {
        if (_index[from][partition] == 0) return (0x50, "Partition not exists", "");
        // One too far: the balance of another partition, or nothing at all.
        if (_classes[from][_index[from][partition]].amount < value) return (0x52, "Insufficent balance", "");
        if (to == address(0)) return (0x57, "Invalid receiver", "");
        return (0x51, "Success", partition);
    }

    function transferByPartition(bytes32 partition, address to, uint256 value, bytes calldata)
        external
        returns (bytes32 none)
    {
        _move(msg.sender, to, value, partition);
        return none;
    }

    function operatorTransferByPartition(
        bytes32 partition,
        address from,
        address to,
        uint256 value,
        bytes calldata,
        bytes calldata
    ) external returns (bytes32 none) {
        bool may = isOperator(msg.sender, from) || isOperatorForPartition(partition, msg.sender, from);
        require(may, "Not authorised");
        _move(from, to, value, partition);
        return none;
    }

    function _move(address from, address to, uint256 value, bytes32 partition) internal {
        require(_index[from][partition] != 0, "Invalid partition");
        require(_classOf(from, partition).amount >= value, "Insufficient balance");
        require(to != address(0), "0x address not allowed");
        _classOf(from, partition).amount -= value;
        balanceOf[from] -= value;
        _classOf(to, partition).amount += value;
        balanceOf[to] += value;
    }

    function _classOf(address account, bytes32 partition) internal returns (Class storage) {
        if (_index[account][partition] == 0) {
            _classes[account].push(Class(0, partition));
            _index[account][partition] = _classes[account].length;
        }
        return _classes[account][_index[account][partition] - 1];
    }
}

/// The whole family at once, built on the same classes: a plain transfer that moves one of them,
/// a check in the wide form, controllers. It names no default partition.
contract FamilyToken is ClassesToken {
    bytes32 public constant ORDINARY = "ordinary";
    bool public constant isIssuable = true;
    bool public constant isControllable = true;
    mapping(address account => mapping(address spender => uint256)) public allowance;

    function approve(address spender, uint256 value) external returns (bool) {
        allowance[msg.sender][spender] = value;
        return true;
    }

    function transfer(address to, uint256 value) external returns (bool) {
        _move(msg.sender, to, value, ORDINARY);
        return true;
    }

    function transferFrom(address from, address to, uint256 value) external returns (bool) {
        allowance[from][msg.sender] -= value;
        _move(from, to, value, ORDINARY);
        return true;
    }

    function canTransfer(address to, uint256 value, bytes calldata) external view returns (bool, bytes1, bytes32) {
        if (this.balanceOfByPartition(ORDINARY, msg.sender) < value) return (false, 0x52, "");
        return to == address(0) ? (false, bytes1(0x57), bytes32(0)) : (true, bytes1(0x51), bytes32(0));
    }
}

/// More partitions than anybody reads, one unit in each.
contract CrowdedToken {
    string public name = "Crowd";
    string public symbol = "CRD";
    uint8 public constant decimals = 0;
    uint256 public immutable count;

    constructor(uint256 partitions) {
        count = partitions;
    }

    function balanceOf(address) external view returns (uint256) {
        return count;
    }

    function partitionsOf(address) external view returns (bytes32[] memory found) {
        found = new bytes32[](count);
        for (uint256 i; i < count; i++) {
            found[i] = keccak256(abi.encode(i));
        }
    }

    function balanceOfByPartition(bytes32, address) external pure returns (uint256) {
        return 1;
    }

    function transferByPartition(bytes32 partition, address, uint256 units, bytes calldata)
        external
        pure
        returns (bytes32)
    {
        require(units == 1, "one at a time");
        return partition;
    }
}
