"""Reverts in words: the standard error texts and the custom errors of known libraries.

Source: Solidity (Error, Panic), ERC-6093, OpenZeppelin Contracts 4 and 5. A text is matched
only where it is the exact constant of a published library.
"""

from collections.abc import Mapping

from wallet.domain.abi import AbiError, Function
from wallet.domain.chain import CallResult
from wallet.domain.compliance import Simulation, Subject
from wallet.domain.ids import Address
from wallet.domain.plain_text import clean

Cause = tuple[str, Subject]
_ERROR = Function.parse("Error(string)")
_PANIC = Function.parse("Panic(uint256)")

PANICS = {
    0x01: "assertion failed",
    0x11: "arithmetic overflow or underflow",
    0x12: "division by zero",
    0x21: "invalid enum value",
    0x31: "pop from an empty array",
    0x32: "index out of range",
    0x41: "out of memory",
}
ERRORS: Mapping[str, Cause | None] = {
    "ERC20InsufficientBalance(address,uint256,uint256)": ("sender_balance", Subject.SENDER),
    "ERC20InsufficientAllowance(address,uint256,uint256)": ("spender_allowance", Subject.SPENDER),
    "ERC20InvalidReceiver(address)": ("recipient_is_zero", Subject.RECIPIENT),
    "ERC20InvalidSender(address)": None,
    "EnforcedPause()": ("token_paused", Subject.TOKEN),
    "AccessControlUnauthorizedAccount(address,bytes32)": None,
    "OwnableUnauthorizedAccount(address)": None,
}
TEXTS: Mapping[str, Cause] = {
    "ERC20: transfer amount exceeds balance": ("sender_balance", Subject.SENDER),
    "ERC20: insufficient allowance": ("spender_allowance", Subject.SPENDER),
    "ERC20: transfer amount exceeds allowance": ("spender_allowance", Subject.SPENDER),
    "ERC20: transfer to the zero address": ("recipient_is_zero", Subject.RECIPIENT),
    "Pausable: paused": ("token_paused", Subject.TOKEN),
    "ERC20Pausable: token transfer while paused": ("token_paused", Subject.TOKEN),
}


def explain_transfer(
    result: CallResult,
    errors: Mapping[str, Cause | None] = ERRORS,
    texts: Mapping[str, Cause] = TEXTS,
) -> Simulation:
    """Read the simulated transfer of a token that returns a bool or nothing.

    Args:
        result: Of the exact call that would be sent.
        errors: Custom errors by signature, with the rule each stands for.
        texts: Exact revert texts of known libraries, with their rules.
    """
    if result.returned:
        ok = not result.data or int.from_bytes(result.data[:32], "big") != 0
        error = None if ok else "false"
        return Simulation(ran=True, ok=ok, error=error, raw=result.data)
    if not result.reverted:
        return Simulation(ran=False, ok=None, message=result.message)
    error, args, cause = read_revert(result.data, errors, texts)
    return Simulation(
        ran=True,
        ok=False,
        error=error,
        args=args,
        raw=result.data,
        message=result.message,
        cause=cause,
    )


def read_revert(
    data: bytes,
    errors: Mapping[str, Cause | None] = ERRORS,
    texts: Mapping[str, Cause] = TEXTS,
) -> tuple[str | None, tuple[str, ...], Cause | None]:
    """Decode revert data: signature, arguments as text, and the rule it stands for."""
    if data[:4] == _ERROR.selector:
        said = _arguments(_ERROR, data)
        return _ERROR.signature, said, texts.get(said[0]) if said else None
    if data[:4] == _PANIC.selector:
        code = int.from_bytes(data[4:36], "big")
        return _PANIC.signature, (PANICS.get(code, hex(code)),), None
    for signature, cause in errors.items():
        function = Function.parse(signature)
        if data[:4] == function.selector:
            return signature, _arguments(function, data), cause
    return ("0x" + data[:4].hex() if data else None), (), None


def _arguments(function: Function, data: bytes) -> tuple[str, ...]:
    try:
        values = function_arguments(function, data)
    except AbiError:
        return ()
    return tuple(_as_text(value) for value in values)


def function_arguments(function: Function, data: bytes) -> tuple[object, ...]:
    """Arguments behind a selector; more bytes than needed are accepted."""
    return Function.parse(f"x()({function.signature.split('(', 1)[1][:-1]})").decode(data[4:])


def _as_text(value: object) -> str:
    if isinstance(value, bytes):
        return "0x" + value.hex()
    if isinstance(value, Address):
        return str(value)
    return clean(str(value))
