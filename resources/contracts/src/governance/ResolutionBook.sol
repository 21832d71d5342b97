// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Owned} from "../shared/Roles.sol";

/// @notice Where the meeting's resolutions are written down; the governor owns it.
contract ResolutionBook is Owned {
    string[] private _resolutions;

    event ResolutionRecorded(uint256 indexed number, string text);

    constructor(address firstOwner) Owned(firstOwner) {}

    function record(string calldata text) external onlyOwner {
        _resolutions.push(text);
        emit ResolutionRecorded(_resolutions.length, text);
    }

    function count() external view returns (uint256) {
        return _resolutions.length;
    }

    /// @param number Counted from 1.
    function resolution(uint256 number) external view returns (string memory) {
        return _resolutions[number - 1];
    }
}
