import { describe, expect, test } from "vitest";
import { queueMail } from "~/features/mail/messages/queue-mail.server";
import { systemCtxFor } from "../../support/context";
import { aKind, aMailing, aPostOffice, aSink, drain, manySubscribers, storedMailing, storedMessage } from "../../support/mail";
import { aList, aPerson } from "../../support/people";

async function aMailingTo(count: number, domains?: string[]) {
  const list = await aList();
  await manySubscribers(list, count, domains);
  return aMailing(list);
}

describe("a link lost while a connection is opened", () => {
  const signedIn = (url: string) => url.replace("//", "//user:secret@");

  test("at AUTH: the drain comes back, and the next one sends", async () => {
    const id = await aMailingTo(3);
    const sink = await aSink({ auth: true, rules: [{ at: "auth", do: "disconnect", times: 1 }] });
    const post = aPostOffice({ url: signedIn(sink.url) });

    await drain(post);
    expect(await storedMailing(id)).toMatchObject({ state: "paused", why: "relay-unreachable" });
    await expect.poll(() => post.relay.isPaused()).toBe(false);
    await drain(post);

    expect(await storedMailing(id)).toMatchObject({ state: "finished", accepted: 3 });
  });

  test("at the AUTH of one more connection: its message goes over another", async () => {
    const id = await aMailingTo(30);
    let signIns = 0;
    const script = (at: string) => {
      if (at === "auth") signIns += 1;
      return at === "auth" && signIns === 2 ? ("disconnect" as const) : null;
    };
    const sink = await aSink({ auth: true, script });

    await drain(aPostOffice({ url: signedIn(sink.url) }, { connections: 3 }));

    expect(await storedMailing(id)).toMatchObject({ state: "finished", accepted: 30 });
  });

  test.each(["ehlo", "auth"] as const)("silence at %s ends as any other silence before a message", async (at) => {
    const { personId } = await aPerson();
    const id = await queueMail(systemCtxFor(), aKind(), {}, { personId });
    const sink = await aSink({ auth: true, rules: [{ at, do: "hang", times: 1 }] });
    const post = aPostOffice(
      { url: signedIn(sink.url) },
      { relay: { url: signedIn(sink.url), connections: 2, timeouts: { envelope: 1000 } } },
    );

    await drain(post);
    expect(await storedMessage(id!)).toMatchObject({ state: "pending", attempt: 0 });
    await expect.poll(() => post.relay.isPaused()).toBe(false);
    await drain(post);

    expect(await storedMessage(id!)).toMatchObject({ state: "accepted" });
  });
});
