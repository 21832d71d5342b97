// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICompliance} from "../compliance/Interfaces.sol";
import {IIdentity, IIdentityRegistry} from "../identity/Interfaces.sol";
import {Owned, WithAgents} from "../shared/Roles.sol";
import {TypedData} from "../shared/TypedData.sol";
import {TokenUnits} from "./TokenUnits.sol";

/// @notice Restricted shares with votes: the T-REX 4.1 interface (ERC-3643) and ERC20Votes.
/// @dev Order of questions in a transfer: paused, frozen wallet, free balance, recipient verified,
/// compliance; then the modules' action. Selectors, events and texts are those of T-REX 4.1.
contract SecurityToken is TokenUnits, WithAgents {
    struct Setup {
        address owner;
        IIdentityRegistry registry;
        ICompliance compliance;
        string name;
        string symbol;
        uint8 decimals;
        address onchainID;
    }

    string private constant VERSION = "4.1.3";

    string public name;
    string public symbol;
    uint8 public immutable decimals;
    address public onchainID;
    IIdentityRegistry public identityRegistry;
    ICompliance public compliance;
    bool public paused;

    mapping(address account => bool) private _frozen;
    mapping(address account => uint256) private _frozenTokens;

    event UpdatedTokenInformation(
        string indexed _newName,
        string indexed _newSymbol,
        uint8 _newDecimals,
        string _newVersion,
        address indexed _newOnchainID
    );
    event IdentityRegistryAdded(address indexed _identityRegistry);
    event ComplianceAdded(address indexed _compliance);
    event RecoverySuccess(address indexed _lostWallet, address indexed _newWallet, address indexed _investorOnchainID);
    event AddressFrozen(address indexed _userAddress, bool indexed _isFrozen, address indexed _owner);
    event TokensFrozen(address indexed _userAddress, uint256 _amount);
    event TokensUnfrozen(address indexed _userAddress, uint256 _amount);
    event Paused(address _userAddress);
    event Unpaused(address _userAddress);

    modifier whenNotPaused() {
        require(!paused, "Pausable: paused");
        _;
    }

    modifier whenPaused() {
        require(paused, "Pausable: not paused");
        _;
    }

    constructor(Setup memory setup) TypedData(setup.name, "1") Owned(setup.owner) {
        require(
            address(setup.registry) != address(0) && address(setup.compliance) != address(0),
            "invalid argument - zero address"
        );
        require(bytes(setup.name).length > 0 && bytes(setup.symbol).length > 0, "invalid argument - empty string");
        require(setup.decimals <= 18, "decimals between 0 and 18");
        name = setup.name;
        symbol = setup.symbol;
        decimals = setup.decimals;
        onchainID = setup.onchainID;
        identityRegistry = setup.registry;
        emit IdentityRegistryAdded(address(setup.registry));
        compliance = setup.compliance;
        setup.compliance.bindToken(address(this));
        emit ComplianceAdded(address(setup.compliance));
        emit UpdatedTokenInformation(setup.name, setup.symbol, setup.decimals, VERSION, setup.onchainID);
    }

    function version() external pure returns (string memory) {
        return VERSION;
    }

    function isFrozen(address account) external view returns (bool) {
        return _frozen[account];
    }

    function getFrozenTokens(address account) external view returns (uint256) {
        return _frozenTokens[account];
    }

    // What a holder may do.

    function transfer(address to, uint256 amount) external returns (bool) {
        _mayTransfer(msg.sender, to, amount);
        _settle(msg.sender, to, amount);
        return true;
    }

    function transferFrom(address from, address to, uint256 amount) external returns (bool) {
        _mayTransfer(from, to, amount);
        _spend(from, msg.sender, amount);
        _settle(from, to, amount);
        return true;
    }

    function batchTransfer(address[] calldata toList, uint256[] calldata amounts) external {
        for (uint256 i; i < toList.length; ++i) {
            _mayTransfer(msg.sender, toList[i], amounts[i]);
            _settle(msg.sender, toList[i], amounts[i]);
        }
    }

    // What the owner may do.

    function setName(string calldata newName) external onlyOwner {
        require(bytes(newName).length > 0, "invalid argument - empty string");
        name = newName;
        emit UpdatedTokenInformation(newName, symbol, decimals, VERSION, onchainID);
    }

    function setSymbol(string calldata newSymbol) external onlyOwner {
        require(bytes(newSymbol).length > 0, "invalid argument - empty string");
        symbol = newSymbol;
        emit UpdatedTokenInformation(name, newSymbol, decimals, VERSION, onchainID);
    }

    function setOnchainID(address newOnchainID) external onlyOwner {
        onchainID = newOnchainID;
        emit UpdatedTokenInformation(name, symbol, decimals, VERSION, newOnchainID);
    }

    function setIdentityRegistry(IIdentityRegistry registry) external onlyOwner {
        identityRegistry = registry;
        emit IdentityRegistryAdded(address(registry));
    }

    function setCompliance(ICompliance newCompliance) external onlyOwner {
        compliance.unbindToken(address(this));
        compliance = newCompliance;
        newCompliance.bindToken(address(this));
        emit ComplianceAdded(address(newCompliance));
    }

    // What the issuer's agents may do.

    function pause() external onlyAgent whenNotPaused {
        paused = true;
        emit Paused(msg.sender);
    }

    function unpause() external onlyAgent whenPaused {
        paused = false;
        emit Unpaused(msg.sender);
    }

    function mint(address to, uint256 amount) external onlyAgent {
        _mint(to, amount);
    }

    function batchMint(address[] calldata toList, uint256[] calldata amounts) external onlyAgent {
        for (uint256 i; i < toList.length; ++i) {
            _mint(toList[i], amounts[i]);
        }
    }

    function burn(address account, uint256 amount) external onlyAgent {
        _burn(account, amount);
    }

    function batchBurn(address[] calldata accounts, uint256[] calldata amounts) external onlyAgent {
        for (uint256 i; i < accounts.length; ++i) {
            _burn(accounts[i], amounts[i]);
        }
    }

    function setAddressFrozen(address account, bool freeze) external onlyAgent {
        _setFrozen(account, freeze);
    }

    function batchSetAddressFrozen(address[] calldata accounts, bool[] calldata freeze) external onlyAgent {
        for (uint256 i; i < accounts.length; ++i) {
            _setFrozen(accounts[i], freeze[i]);
        }
    }

    function freezePartialTokens(address account, uint256 amount) external onlyAgent {
        _freeze(account, amount);
    }

    function batchFreezePartialTokens(address[] calldata accounts, uint256[] calldata amounts) external onlyAgent {
        for (uint256 i; i < accounts.length; ++i) {
            _freeze(accounts[i], amounts[i]);
        }
    }

    function unfreezePartialTokens(address account, uint256 amount) external onlyAgent {
        _unfreeze(account, amount);
    }

    function batchUnfreezePartialTokens(address[] calldata accounts, uint256[] calldata amounts) external onlyAgent {
        for (uint256 i; i < accounts.length; ++i) {
            _unfreeze(accounts[i], amounts[i]);
        }
    }

    function forcedTransfer(address from, address to, uint256 amount) external onlyAgent returns (bool) {
        _force(from, to, amount);
        return true;
    }

    function batchForcedTransfer(
        address[] calldata fromList,
        address[] calldata toList,
        uint256[] calldata amounts
    ) external onlyAgent {
        for (uint256 i; i < fromList.length; ++i) {
            _force(fromList[i], toList[i], amounts[i]);
        }
    }

    /// @notice Moves a lost wallet's whole holding, freezes included, to the same investor's new wallet.
    function recoveryAddress(address lost, address replacement, address investor) external onlyAgent returns (bool) {
        uint256 units = balanceOf(lost);
        require(units != 0, "no tokens to recover");
        bytes32 key = keccak256(abi.encode(replacement));
        require(IIdentity(investor).keyHasPurpose(key, 1), "Recovery not possible");
        uint256 frozenUnits = _frozenTokens[lost];
        identityRegistry.registerIdentity(replacement, IIdentity(investor), identityRegistry.investorCountry(lost));
        _force(lost, replacement, units);
        if (frozenUnits > 0) _freeze(replacement, frozenUnits);
        if (_frozen[lost]) _setFrozen(replacement, true);
        identityRegistry.deleteIdentity(lost);
        emit RecoverySuccess(lost, replacement, investor);
        return true;
    }

    function _mayTransfer(address from, address to, uint256 amount) private view whenNotPaused {
        require(!_frozen[to] && !_frozen[from], "wallet is frozen");
        require(amount <= balanceOf(from) - _frozenTokens[from], "Insufficient Balance");
        require(
            identityRegistry.isVerified(to) && compliance.canTransfer(from, to, amount), "Transfer not possible"
        );
    }

    function _settle(address from, address to, uint256 amount) private {
        _move(from, to, amount);
        compliance.transferred(from, to, amount);
    }

    function _force(address from, address to, uint256 amount) private {
        require(balanceOf(from) >= amount, "sender balance too low");
        _releaseFor(from, amount);
        require(identityRegistry.isVerified(to), "Transfer not possible");
        _settle(from, to, amount);
    }

    function _mint(address to, uint256 amount) private {
        require(identityRegistry.isVerified(to), "Identity is not verified.");
        require(compliance.canTransfer(address(0), to, amount), "Compliance not followed");
        _issue(to, amount);
        compliance.created(to, amount);
    }

    function _burn(address account, uint256 amount) private {
        require(balanceOf(account) >= amount, "cannot burn more than balance");
        _releaseFor(account, amount);
        _redeem(account, amount);
        compliance.destroyed(account, amount);
    }

    function _releaseFor(address account, uint256 amount) private {
        uint256 free = balanceOf(account) - _frozenTokens[account];
        if (amount > free) {
            _frozenTokens[account] -= amount - free;
            emit TokensUnfrozen(account, amount - free);
        }
    }

    function _setFrozen(address account, bool freeze) private {
        _frozen[account] = freeze;
        emit AddressFrozen(account, freeze, msg.sender);
    }

    function _freeze(address account, uint256 amount) private {
        require(balanceOf(account) >= _frozenTokens[account] + amount, "Amount exceeds available balance");
        _frozenTokens[account] += amount;
        emit TokensFrozen(account, amount);
    }

    function _unfreeze(address account, uint256 amount) private {
        require(_frozenTokens[account] >= amount, "Amount should be less than or equal to frozen tokens");
        _frozenTokens[account] -= amount;
        emit TokensUnfrozen(account, amount);
    }
}
