// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Owned} from "../shared/Roles.sol";
import {ICompliance, IModule} from "./Interfaces.sol";

/// @notice The token's own rules: a transfer passes when every bound module agrees (ERC-3643).
contract ModularCompliance is ICompliance, Owned {
    address private _token;
    address[] private _modules;
    mapping(address module => bool) private _bound;

    event ModuleInteraction(address indexed target, bytes4 selector);
    event TokenBound(address _token);
    event TokenUnbound(address _token);
    event ModuleAdded(address indexed _module);
    event ModuleRemoved(address indexed _module);

    constructor(address firstOwner) Owned(firstOwner) {}

    modifier onlyToken() {
        require(msg.sender == _token, "error : this address is not a token bound to the compliance contract");
        _;
    }

    /// @notice The owner binds a token; a token may bind itself while none is bound.
    function bindToken(address token) external {
        require(
            msg.sender == owner || (_token == address(0) && msg.sender == token),
            "only owner or token can call"
        );
        require(token != address(0), "invalid argument - zero address");
        _token = token;
        emit TokenBound(token);
    }

    function unbindToken(address token) external {
        require(msg.sender == owner || msg.sender == token, "only owner or token can call");
        require(token == _token, "This token is not bound");
        require(token != address(0), "invalid argument - zero address");
        delete _token;
        emit TokenUnbound(token);
    }

    function addModule(address module) external onlyOwner {
        require(module != address(0), "invalid argument - zero address");
        require(!_bound[module], "module already bound");
        require(_modules.length < 25, "cannot add more than 25 modules");
        require(
            IModule(module).isPlugAndPlay() || IModule(module).canComplianceBind(address(this)),
            "compliance is not suitable for binding to the module"
        );
        IModule(module).bindCompliance(address(this));
        _modules.push(module);
        _bound[module] = true;
        emit ModuleAdded(module);
    }

    function removeModule(address module) external onlyOwner {
        require(_bound[module], "module not bound");
        for (uint256 i; i < _modules.length; ++i) {
            if (_modules[i] == module) {
                IModule(module).unbindCompliance(address(this));
                _modules[i] = _modules[_modules.length - 1];
                _modules.pop();
                _bound[module] = false;
                emit ModuleRemoved(module);
                break;
            }
        }
    }

    /// @notice Sets a module's parameters: the module sees this contract as the caller.
    function callModuleFunction(bytes calldata callData, address module) external onlyOwner {
        require(_bound[module], "call only on bound module");
        (bool success, bytes memory answer) = module.call(callData);
        if (!success) {
            assembly ("memory-safe") {
                revert(add(answer, 0x20), mload(answer))
            }
        }
        emit ModuleInteraction(module, bytes4(callData));
    }

    function transferred(address from, address to, uint256 value) external onlyToken {
        require(from != address(0) && to != address(0), "invalid argument - zero address");
        require(value > 0, "invalid argument - no value transfer");
        for (uint256 i; i < _modules.length; ++i) {
            IModule(_modules[i]).moduleTransferAction(from, to, value);
        }
    }

    function created(address to, uint256 value) external onlyToken {
        require(to != address(0), "invalid argument - zero address");
        require(value > 0, "invalid argument - no value mint");
        for (uint256 i; i < _modules.length; ++i) {
            IModule(_modules[i]).moduleMintAction(to, value);
        }
    }

    function destroyed(address from, uint256 value) external onlyToken {
        require(from != address(0), "invalid argument - zero address");
        require(value > 0, "invalid argument - no value burn");
        for (uint256 i; i < _modules.length; ++i) {
            IModule(_modules[i]).moduleBurnAction(from, value);
        }
    }

    function canTransfer(address from, address to, uint256 value) external view returns (bool) {
        for (uint256 i; i < _modules.length; ++i) {
            if (!IModule(_modules[i]).moduleCheck(from, to, value, address(this))) return false;
        }
        return true;
    }

    function isModuleBound(address module) external view returns (bool) {
        return _bound[module];
    }

    function getModules() external view returns (address[] memory) {
        return _modules;
    }

    function getTokenBound() external view returns (address) {
        return _token;
    }
}
