"""Rules in force, powers and documents of a partitioned token, for ``token show``."""

from asyncio import gather

from wallet.domain.ids import Address
from wallet.domain.security_token import Power, RuleInForce, SecurityToken
from wallet.ports.chain import ChainReader
from wallet.ports.standard import TokenDetails
from wallet.standards.erc1400 import codes
from wallet.standards.erc1400.reads import Class, Setup, read_implementer, read_setup
from wallet.standards.shared.ask import Answer, ask
from wallet.standards.shared.documents import read_documents
from wallet.standards.shared.powers import OWNER, common_powers


async def read_details(reader: ChainReader, token: SecurityToken) -> TokenDetails:
    """Everything the token tells apart from any transfer."""
    address = token.address
    (
        (controllable, issuable, controllers, owner),
        (lot, defaults),
        setup,
        powers,
        papers,
    ) = await gather(
        gather(
            ask(reader, address, codes.CONTROLLABLE),
            ask(reader, address, codes.ISSUABLE),
            ask(reader, address, codes.CONTROLLERS),
            ask(reader, address, OWNER),
        ),
        gather(ask(reader, address, codes.GRANULARITY), ask(reader, address, codes.DEFAULTS)),
        _setup_of(reader, address),
        common_powers(reader, address),
        read_documents(reader, address),
    )
    found = _addresses(controllers)
    owners = (owner.address,) if owner.address and not owner.address.is_zero else ()
    more = []
    if controllable.flag:
        more += [Power("force_transfer", found), Power("burn", found)]
    if issuable.flag:
        more.append(Power("mint", owners))
    if setup is not None:
        watchers = tuple(dict.fromkeys((*setup.controllers, *owners)))
        more += [Power("pause", watchers), Power("change_rules", watchers)]
    return TokenDetails(
        rules=_rules(token, lot, defaults, setup), powers=(*powers, *more), documents=papers
    )


async def _setup_of(reader: ChainReader, token: Address) -> Setup | None:
    validator = await read_implementer(reader, token, codes.VALIDATOR_KEY)
    return None if validator is None else await read_setup(reader, token, validator)


def _rules(
    token: SecurityToken, lot: Answer, defaults: Answer, setup: Setup | None
) -> tuple[RuleInForce, ...]:
    rules = []
    if (lot.number or 1) > 1:
        rules.append(RuleInForce("granularity", {"step": token.amount(lot.number or 1)}))
    names = [Class(one, None, None).name for one in defaults.items or () if isinstance(one, bytes)]
    if names:
        rules.append(RuleInForce("partition_balance", {"names": ", ".join(names)}))
    else:
        rules.append(RuleInForce("partition_needed"))
    if setup is None:
        return tuple(rules)
    rules.append(RuleInForce("token_paused"))
    in_use = {
        "allowlisted": setup.allowlist,
        "denylisted": setup.blocklist,
        "on_hold": setup.holds,
        "approval_required": setup.certificate > 0,
    }
    return (*rules, *(RuleInForce(rule) for rule, used in in_use.items() if used))


def _addresses(answer: Answer) -> tuple[Address, ...]:
    return tuple(one for one in (answer.items or ()) if isinstance(one, Address))
