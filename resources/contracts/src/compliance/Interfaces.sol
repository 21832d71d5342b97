// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

interface ICompliance {
    function canTransfer(address from, address to, uint256 amount) external view returns (bool);
    function transferred(address from, address to, uint256 amount) external;
    function created(address to, uint256 amount) external;
    function destroyed(address from, uint256 amount) external;
    function bindToken(address token) external;
    function unbindToken(address token) external;
    function getTokenBound() external view returns (address);
    function isModuleBound(address module) external view returns (bool);
}

interface IModule {
    function bindCompliance(address compliance) external;
    function unbindCompliance(address compliance) external;
    function moduleTransferAction(address from, address to, uint256 value) external;
    function moduleMintAction(address to, uint256 value) external;
    function moduleBurnAction(address from, uint256 value) external;
    function moduleCheck(address from, address to, uint256 value, address compliance) external view returns (bool);
    function isComplianceBound(address compliance) external view returns (bool);
    function canComplianceBind(address compliance) external view returns (bool);
    function isPlugAndPlay() external pure returns (bool);
    function name() external pure returns (string memory);
}

/// @notice What the rule modules need to know of the token they watch.
interface IWatchedToken {
    function balanceOf(address account) external view returns (uint256);
    function getFrozenTokens(address account) external view returns (uint256);
    function totalSupply() external view returns (uint256);
    function isAgent(address account) external view returns (bool);
    function identityRegistry() external view returns (address);
}
