"""The air-gapped vault opens only while there is no network; tokens are pinned by hand."""

import pytest

from tests.fakes.keys import PASS, Header, Shares
from tests.fakes.sending import Told
from tests.fakes.stores import MemoryNetworks, MemoryTokens
from wallet.domain.errors import BadInput, KeyProblem, NotFound
from wallet.domain.ids import Address
from wallet.domain.vault import KeyringMode, SlotKind, VaultInfo
from wallet.ports.offline import Interface
from wallet.services.air_gap import AirGapDoor
from wallet.services.doctor import Health
from wallet.services.offline_doctor import OfflineDoctor
from wallet.services.pinned_tokens import PinnedTokens

LOOPBACK = Interface("lo", is_loopback=True, is_up=True)
DOWN = Interface("eth0", is_loopback=False, is_up=False)
UP = Interface("wlan0", is_loopback=False, is_up=True)
UNTOLD = Interface("en0", is_loopback=False, is_up=None)
TOKEN = Address("0x" + "c3" * 20)


def door(*interfaces):
    header = Header(VaultInfo("v", SlotKind.PASSPHRASE))
    return AirGapDoor(
        header, Shares(), KeyringMode.NONE, bytes, interfaces=lambda: tuple(interfaces)
    )


async def test_without_a_network_the_vault_opens():
    assert (await door(LOOPBACK, DOWN).open(PASS)).passphrase == PASS


@pytest.mark.parametrize("interface", [UP, UNTOLD])
async def test_with_a_network_it_stays_shut(interface):
    shut = door(LOOPBACK, interface)
    with pytest.raises(KeyProblem, match="network_interface_up") as stopped:
        await shut.open(PASS)
    assert stopped.value.params["names"] == interface.name
    with pytest.raises(KeyProblem, match="network_interface_up"):
        async with shut.open_or_create(PASS):
            pytest.fail("it was opened")
    shut.is_overridden = True
    assert (await shut.open(PASS)).passphrase == PASS


class Machine:
    """Nothing is wrong with it."""

    def home(self):
        from wallet.ports.machine import HomeFolder  # noqa: PLC0415

        return HomeFolder("home", exists=True, writable=True, private=True)

    def check_config(self):
        """It is fine."""

    def screen(self):
        return "X11"

    def missing_libraries(self):
        return ()

    def python(self):
        return "3.12"

    def qt(self):
        return "6.12"


async def test_the_doctor_names_what_is_up():
    async def found(*interfaces):
        doctor = OfflineDoctor(Machine(), Shares(), Header(), door(*interfaces))
        return {(one.code, one.status) for one in await doctor.examine() if one.id == "interfaces"}

    assert await found(LOOPBACK, DOWN) == {("doctor_no_interface", Health.OK)}
    assert await found(UP, UNTOLD) == {
        ("doctor_interface_up", Health.FAIL),
        ("doctor_interface_unclear", Health.FAIL),
    }


def pins():
    return PinnedTokens(MemoryTokens(), MemoryNetworks(), Told())


def test_a_pinned_token_makes_its_chain_known():
    pinned = pins()
    token = pinned.pin(TOKEN, 8844, "ACME", 2)
    assert (token.symbol, token.decimals, token.ref.chain_id) == ("ACME", 2, 8844)
    assert pinned.network_name(8844) == "chain-8844"
    pinned.pin(TOKEN, 1, "ACME", 2)
    assert pinned.network_name(1) == "ethereum"
    assert [one.ref.chain_id for one in pinned.tokens()] == [8844, 1]
    assert pinned.pin(TOKEN, 1, "ACME", 2) == pinned.tokens()[1]


@pytest.mark.parametrize(
    ("symbol", "decimals", "code"),
    [
        ("", 2, "symbol_malformed"),
        ("AC\u202eME", 2, "symbol_malformed"),
        ("0xACME", 2, "symbol_malformed"),
        ("A" * 40, 2, "symbol_malformed"),
        ("ACME", -1, "decimals_out_of_range"),
        ("ACME", 78, "decimals_out_of_range"),
    ],
)
def test_a_pin_is_plain(symbol, decimals, code):
    with pytest.raises(BadInput, match=code):
        pins().pin(TOKEN, 1, symbol, decimals)


def test_a_pin_is_not_changed_in_passing():
    pinned = pins()
    pinned.pin(TOKEN, 1, "ACME", 2)
    with pytest.raises(BadInput, match="token_pinned_differently"):
        pinned.pin(TOKEN, 1, "ACME", 18)
    pinned.remove("acme")
    assert pinned.pin(TOKEN, 1, "ACME", 18).decimals == 18


def test_pins_are_removed_by_name_or_address():
    pinned = pins()
    pinned.pin(TOKEN, 1, "ACME", 2)
    pinned.pin(Address("0x" + "c4" * 20), 1, "ACME", 2)
    with pytest.raises(BadInput, match="symbol_ambiguous"):
        pinned.remove("ACME")
    pinned.remove(TOKEN.lower())
    pinned.remove("ACME")
    with pytest.raises(NotFound):
        pinned.remove("ACME")
