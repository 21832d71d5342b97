"""What happened on the demo network in the five weeks before it was started."""

from dataclasses import dataclass

from wallet.demo.issue import (
    BOND_CENTS,
    CASH_UNIT,
    FROZEN_SHARES,
    Contracts,
    create_all,
    everyone_votes,
    file_claims,
    issue_bonds,
    issue_cash,
    issue_shares,
    register_investors,
    set_rules,
)
from wallet.demo.people import People, Person
from wallet.demo.script import Script
from wallet.domain.abi import Function, encode, parse_type
from wallet.domain.ids import Address
from wallet.domain.keccak import keccak

TRANSFER = "transfer(address,uint256)"
_RECORD = Function.parse("record(string)")
_PROPOSAL_TYPES = tuple(map(parse_type, ("address[]", "uint256[]", "bytes[]", "bytes32")))
_LISTS = "address[],uint256[],bytes[]"
AGAINST, FOR, ABSTAIN = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Motion:
    """A proposal as the governor wants it."""

    target: Address
    data: bytes
    description: str

    @property
    def lists(self) -> tuple[tuple[Address, ...], tuple[int, ...], tuple[bytes, ...]]:
        """Targets, values and calls: one of each."""
        return (self.target,), (0,), (self.data,)

    @property
    def text_hash(self) -> bytes:
        """What the governor keeps of the description."""
        return keccak(self.description.encode())

    @property
    def proposal_id(self) -> int:
        """The number the governor gives it."""
        return int.from_bytes(keccak(encode(_PROPOSAL_TYPES, (*self.lists, self.text_hash))), "big")


@dataclass(frozen=True, slots=True)
class Agenda:
    """The demo's proposals, each in the state of its name when the demo starts."""

    executed: Motion
    defeated: Motion
    canceled: Motion
    succeeded: Motion
    active: Motion
    pending: Motion


def tell(script: Script, who: People) -> tuple[Contracts, Agenda]:
    """Write the whole story into the script, oldest first."""
    script.block(days=35)
    contracts = create_all(script, who)
    agenda = _agenda(contracts)
    acme = contracts.acme
    script.block(days=34.9)
    set_rules(script, who, acme)
    identities = register_investors(script, who, acme)
    script.block(days=34.5)
    first_claims = file_claims(script, who, acme, identities)
    script.block(days=34)
    issue_shares(script, who, acme)
    issue_bonds(script, who, contracts)
    issue_cash(script, who, contracts)
    script.block(days=33)
    everyone_votes(script, who, acme)
    script.block(days=30)
    script.call(who.jonas.address, acme.token, TRANSFER, who.anna.address, 200)
    _first_meetings(script, who, contracts, agenda)
    _restrictions(script, who, contracts, first_claims[who.eva.address])
    _last_meetings(script, who, contracts, agenda)
    script.block(hours=2)
    script.call(who.ines.address, acme.token, TRANSFER, who.jonas.address, 1_000)
    return contracts, agenda


def _agenda(contracts: Contracts) -> Agenda:
    book = contracts.resolutions

    def resolution(title: str, text: str) -> Motion:
        return Motion(book, _RECORD.encode(title), f"# {title}\n\n{text}")

    return Agenda(
        executed=resolution(
            "Approve the annual accounts",
            "The audited accounts are approved and the board is discharged.",
        ),
        defeated=Motion(
            contracts.governor,
            Function.parse("setVotingPeriod(uint32)").encode(2 * 86_400),
            "# Shorten voting to two days\n\nBallots would close two days after they open.",
        ),
        canceled=resolution(
            "Move the registered office to Zug", "Withdrawn by the proposer before the vote."
        ),
        succeeded=resolution(
            "Buy back up to 500 shares", "The company may buy back up to 500 shares this year."
        ),
        active=resolution(
            "Pay a dividend of 0.50 EUR per share",
            "To be paid in EURX to everybody on the register at the end of the quarter.",
        ),
        pending=resolution(
            "Elect Clara Rossi to the board", "For a term of three years from the next meeting."
        ),
    )


def _first_meetings(script: Script, who: People, contracts: Contracts, agenda: Agenda) -> None:
    governor = contracts.governor
    script.block(days=28)
    _propose(script, who.greta, governor, agenda.executed)
    script.block(days=26.5)
    for person in (who.greta, who.jonas, who.anna):
        _vote(script, person, governor, agenda.executed, FOR)
    script.block(days=25)
    script.call(who.alpine.address, contracts.cash, TRANSFER, who.anna.address, 450 * CASH_UNIT)
    script.block(days=21.5)
    _close(script, who.jonas, governor, agenda.executed, "execute")
    script.block(days=20)
    _propose(script, who.jonas, governor, agenda.defeated)
    script.block(days=18.5)
    _vote(script, who.jonas, governor, agenda.defeated, FOR)
    for person in (who.greta, who.bob):
        _vote(script, person, governor, agenda.defeated, AGAINST)
    script.block(days=18)
    script.call(who.anna.address, contracts.acme.token, TRANSFER, who.bob.address, 50)
    script.block(days=16)
    amount = 5_000 * BOND_CENTS
    script.call(who.greta.address, contracts.bond, TRANSFER, who.clara.address, amount)
    script.block(days=13)
    _propose(script, who.jonas, governor, agenda.canceled)
    script.block(days=12.5)
    _close(script, who.jonas, governor, agenda.canceled, "cancel")


def _restrictions(
    script: Script, who: People, contracts: Contracts, revoked_signature: bytes
) -> None:
    acme, maker = contracts.acme, who.acme.address
    freeze = "freezePartialTokens(address,uint256)"
    script.block(days=11)
    script.call(maker, acme.token, freeze, who.anna.address, FROZEN_SHARES)
    script.block(days=10)
    frozen = (who.felix.address, True)
    script.call(maker, acme.token, "setAddressFrozen(address,bool)", *frozen)
    script.call(maker, acme.token, freeze, who.clara.address, 200)
    script.block(days=9)
    script.call(
        who.kyc.address, acme.kyc_issuer, "revokeClaimBySignature(bytes)", revoked_signature
    )


def _last_meetings(script: Script, who: People, contracts: Contracts, agenda: Agenda) -> None:
    governor = contracts.governor
    script.block(days=8)
    _propose(script, who.greta, governor, agenda.succeeded)
    script.block(days=6.5)
    for person in (who.greta, who.ines, who.anna):
        _vote(script, person, governor, agenda.succeeded, FOR)
    _vote(script, who.bob, governor, agenda.succeeded, AGAINST)
    _vote(script, who.clara, governor, agenda.succeeded, ABSTAIN)
    script.block(days=5)
    script.call(who.anna.address, contracts.cash, TRANSFER, who.clara.address, 120_500_000)
    script.block(days=2)
    _propose(script, who.jonas, governor, agenda.active)
    script.block(hours=20)
    _vote(script, who.jonas, governor, agenda.active, FOR)
    _vote(script, who.bob, governor, agenda.active, AGAINST)
    script.block(hours=10)
    _propose(script, who.greta, governor, agenda.pending)


def _propose(script: Script, by: Person, governor: Address, motion: Motion) -> None:
    arguments = (*motion.lists, motion.description)
    script.call(by.address, governor, f"propose({_LISTS},string)", *arguments)


def _close(script: Script, by: Person, governor: Address, motion: Motion, how: str) -> None:
    arguments = (*motion.lists, motion.text_hash)
    script.call(by.address, governor, f"{how}({_LISTS},bytes32)", *arguments)


def _vote(script: Script, by: Person, governor: Address, motion: Motion, support: int) -> None:
    script.call(by.address, governor, "castVote(uint256,uint8)", motion.proposal_id, support)
