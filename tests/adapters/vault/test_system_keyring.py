"""The device share in a real Secret Service, and in every state it can be found in."""

import asyncio
import json
import os
import subprocess
import sys

import keyring.backends.fail
import keyring.backends.null
import keyring.backends.SecretService
import pytest
import secretstorage
from keyring.backends.chainer import ChainerBackend

from wallet.adapters.vault.system_keyring import SERVICE, SystemKeyring, native
from wallet.adapters.vault.vault_file import share_check
from wallet.domain.errors import KeyProblem

VAULT = "ab" * 16
PROBE = """
import asyncio, json
from wallet.adapters.vault.system_keyring import SystemKeyring
from wallet.domain.errors import KeyProblem
async def main():
    try:
        await SystemKeyring().create("cd" * 16)
    except KeyProblem as problem:
        return {"code": problem.code, **problem.params}
    return {"code": "stored"}
print(json.dumps(asyncio.run(main())))
"""
HANGING = """
import asyncio, time
from wallet.adapters.vault.system_keyring import SystemKeyring
from wallet.domain.errors import KeyProblem
async def main():
    try:
        await SystemKeyring(lambda: time.sleep(600), deadline_s=0.2).probe()
    except KeyProblem as problem:
        print(problem.code)
asyncio.run(main())
"""


def backend():
    return keyring.backends.SecretService.Keyring()


def store(**kwargs):
    return SystemKeyring(backend, **kwargs)


async def code_of(awaitable):
    with pytest.raises(KeyProblem) as caught:
        await awaitable
    return caught.value.code


def probe(env):
    done = subprocess.run(
        [sys.executable, "-c", PROBE], env=env, capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


async def test_a_share_is_kept_and_found_again(secret_service):
    secret_service.unlock()
    share = await store().create(VAULT)
    assert len(share) == 32
    assert await store().read(VAULT, share_check(share)) == share
    assert await store().create("cd" * 16) != share


async def test_the_whole_way_through_the_library_finds_the_native_store(secret_service):
    secret_service.unlock()
    assert probe({**os.environ}) == {"code": "stored"}


async def test_a_deleted_entry_is_missing(secret_service):
    secret_service.unlock()
    share = await store().create(VAULT)
    await store().forget(VAULT)
    await store().forget(VAULT)
    assert await code_of(store().read(VAULT, share_check(share))) == "keyring_share_missing"


@pytest.mark.parametrize("text", ["AAAA", "not base64!", "A" * 43 + "="])
async def test_an_altered_entry_is_noticed(secret_service, text):
    secret_service.unlock()
    share = await store().create(VAULT)
    backend().set_password(SERVICE, VAULT, text)
    assert await code_of(store().read(VAULT, share_check(share))) == "keyring_altered"


async def test_a_locked_store_is_locked(secret_service):
    secret_service.unlock()
    share = await store().create(VAULT)
    connection = secretstorage.dbus_init()
    secretstorage.get_default_collection(connection).lock()
    connection.close()
    assert await code_of(store().read(VAULT, share_check(share))) == "keyring_locked"
    assert await code_of(store().create("cd" * 16)) == "keyring_locked"


async def test_a_store_nobody_ever_unlocked_is_denied(secret_service):
    assert await code_of(store().create(VAULT)) == "keyring_denied"


async def test_a_frozen_store_ends_in_a_timeout(secret_service):
    secret_service.unlock()
    share = await store().create(VAULT)
    secret_service.freeze()
    frozen = store(deadline_s=0.3)
    assert await code_of(frozen.read(VAULT, share_check(share))) == "keyring_timeout"
    secret_service.thaw()
    assert await store().read(VAULT, share_check(share)) == share


async def test_a_killed_store_gives_no_share(secret_service):
    secret_service.unlock()
    share = await store().create(VAULT)
    secret_service.kill()
    # The bus starts another one, which nobody has unlocked.
    assert await code_of(store().read(VAULT, share_check(share))) in {
        "keyring_locked",
        "keyring_denied",
    }


def test_a_hanging_store_does_not_keep_the_process_alive():
    done = subprocess.run(
        [sys.executable, "-c", HANGING], capture_output=True, text=True, check=True, timeout=20
    )
    assert done.stdout.strip() == "keyring_timeout"


def test_without_a_bus_there_is_no_store(tmp_path):
    env = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path)}
    assert probe(env) == {"code": "keyring_missing"}


def test_a_store_that_forgets_is_refused_by_name(tmp_path):
    null = "keyring.backends.null.Keyring"
    env = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "PYTHON_KEYRING_BACKEND": null}
    assert probe(env) == {"code": "keyring_missing", "backend": null, "why": "not_native"}


class Forgetful:
    """Native by name, but keeps nothing."""

    def set_password(self, service, username, password):
        pass

    def get_password(self, service, username):
        return None


Forgetful.__module__ = "keyring.backends.SecretService"
Forgetful.__qualname__ = "Keyring"


async def test_a_share_that_was_not_kept_is_an_error():
    assert await code_of(SystemKeyring(Forgetful).create(VAULT)) == "keyring_broken"


async def test_an_unknown_exception_becomes_a_broken_store_without_its_text():
    def explode():
        raise RuntimeError("secret words in a foreign message")

    with pytest.raises(KeyProblem) as caught:
        await SystemKeyring(explode).probe()
    assert caught.value.code == "keyring_broken"
    assert "secret words" not in str(caught.value)
    assert caught.value.__cause__ is None


class Plaintext:
    """What keyrings.alt would bring."""


def test_of_a_chain_only_a_native_member_is_used(monkeypatch):
    wanted = backend()
    monkeypatch.setattr(ChainerBackend, "backends", [Plaintext(), wanted])
    assert native(ChainerBackend()) is wanted
    monkeypatch.setattr(ChainerBackend, "backends", [Plaintext()])
    with pytest.raises(KeyProblem) as caught:
        native(ChainerBackend())
    assert caught.value.params["why"] == "not_native"


@pytest.mark.parametrize("found", [keyring.backends.null.Keyring, Plaintext])
def test_other_stores_are_refused(found):
    with pytest.raises(KeyProblem) as caught:
        native(found())
    assert caught.value.params["backend"].endswith(found.__qualname__)


def test_the_placeholder_for_no_store_is_none():
    with pytest.raises(KeyProblem) as caught:
        native(keyring.backends.fail.Keyring())
    assert dict(caught.value.params) == {}


async def test_giving_up_does_not_block_the_loop(secret_service):
    secret_service.unlock()
    await store().create(VAULT)
    secret_service.freeze()
    beats = 0

    async def beat():
        nonlocal beats
        while True:
            beats += 1
            await asyncio.sleep(0.01)

    heart = asyncio.create_task(beat())
    assert await code_of(store(deadline_s=0.3).read(VAULT, "00" * 8)) == "keyring_timeout"
    heart.cancel()
    assert beats > 10
