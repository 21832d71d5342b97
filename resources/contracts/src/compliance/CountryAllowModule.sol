// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {RuleModule} from "./RuleModule.sol";

/// @notice Units may go to investors of listed countries only (ISO 3166 numeric codes).
contract CountryAllowModule is RuleModule {
    mapping(address compliance => mapping(uint16 country => bool)) private _allowed;

    event CountryAllowed(address _compliance, uint16 _country);
    event CountryUnallowed(address _compliance, uint16 _country);

    error CountryAlreadyAllowed(address _compliance, uint16 _country);
    error CountryNotAllowed(address _compliance, uint16 _country);

    function batchAllowCountries(uint16[] calldata countries) external onlyComplianceCall {
        for (uint256 i; i < countries.length; ++i) {
            _allowed[msg.sender][countries[i]] = true;
            emit CountryAllowed(msg.sender, countries[i]);
        }
    }

    function batchDisallowCountries(uint16[] calldata countries) external onlyComplianceCall {
        for (uint256 i; i < countries.length; ++i) {
            _allowed[msg.sender][countries[i]] = false;
            emit CountryUnallowed(msg.sender, countries[i]);
        }
    }

    function addAllowedCountry(uint16 country) external onlyComplianceCall {
        if (_allowed[msg.sender][country]) revert CountryAlreadyAllowed(msg.sender, country);
        _allowed[msg.sender][country] = true;
        emit CountryAllowed(msg.sender, country);
    }

    function removeAllowedCountry(uint16 country) external onlyComplianceCall {
        if (!_allowed[msg.sender][country]) revert CountryNotAllowed(msg.sender, country);
        _allowed[msg.sender][country] = false;
        emit CountryUnallowed(msg.sender, country);
    }

    function moduleCheck(address, address to, uint256, address compliance) external view returns (bool) {
        return _allowed[compliance][_registry(compliance).investorCountry(to)];
    }

    function isCountryAllowed(address compliance, uint16 country) external view returns (bool) {
        return _allowed[compliance][country];
    }

    function name() external pure returns (string memory) {
        return "CountryAllowModule";
    }
}
