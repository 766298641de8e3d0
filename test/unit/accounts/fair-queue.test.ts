import { expect, test } from "vitest";
import { makeFairQueue, type Waiter } from "~/features/accounts/passwords/fair-queue";
import { BusyError } from "~/lib/errors";

/** A queue in which everything waits until `go`, and the order in which it was done. */
function aQueue({ longest = 4 } = {}) {
  const inTurn = makeFairQueue({ atOnce: 1, longest, what: "test" });
  const done: string[] = [];
  let go = () => {};
  const first = inTurn({ known: "first" }, () => new Promise<void>((open) => (go = open)));
  const add = (name: string, waiter: string | Waiter) =>
    inTurn(typeof waiter === "string" ? { stranger: waiter } : waiter, async () => void done.push(name)).catch((error) => {
      expect(error).toBeInstanceOf(BusyError);
      done.push(`${name} refused`);
    });
  const finish = async (added: Promise<unknown>[]) => {
    go();
    await Promise.all([first, ...added]);
    return done;
  };
  return { add, finish };
}

test("strangers of different networks take turns", async () => {
  const { add, finish } = aQueue();

  expect(await finish([add("a1", "a"), add("a2", "a"), add("a3", "a"), add("b1", "b")])).toEqual(["a1", "b1", "a2", "a3"]);
});

test("B4: whoever is known goes first, and has a place when strangers fill theirs", async () => {
  const { add, finish } = aQueue({ longest: 2 });

  expect(await finish([add("a1", "a"), add("a2", "a"), add("a3", "a"), add("known", { known: "k" })])).toEqual([
    "a3 refused",
    "known",
    "a1",
    "a2",
  ]);
});

test("B3: one network that fills the line gives way to another, and to no more than its share", async () => {
  const { add, finish } = aQueue({ longest: 4 });
  const added = [..."1234"].map((n) => add(`a${n}`, "a"));
  added.push(add("b1", "b"), add("b2", "b"), add("b3", "b"), add("a5", "a"));

  expect((await finish(added)).sort()).toEqual(["a1", "a2", "a3 refused", "a4 refused", "a5 refused", "b1", "b2", "b3 refused"]);
});

test("B4: many networks with one each keep no other out, and none of them has more than one", async () => {
  const { add, finish } = aQueue({ longest: 4 });
  const added = [..."abcd"].map((network) => add(network, network));
  added.push(add("a2", "a"));
  for (let other = 0; other < 40; other++) added.push(add(`other ${other}`, `other ${other}`));

  const done = await finish(added);

  const served = done.filter((name) => !name.endsWith("refused"));
  expect(served).toHaveLength(4);
  expect(served.filter((name) => name.startsWith("other"))).not.toEqual([]);
  expect(done[0]).toBe("a2 refused");
});

test("B4: one account that fills the line of the known gives way to another, and they take turns", async () => {
  const { add, finish } = aQueue({ longest: 3 });
  const [many, other] = [{ known: "many" }, { known: "other" }];

  const added = [add("m1", many), add("m2", many), add("m3", many), add("m4", many), add("o1", other)];

  expect(await finish(added)).toEqual(["m4 refused", "m3 refused", "m1", "o1", "m2"]);
});

test("B4: while those who are known wait, every second place is a stranger's", async () => {
  const { add, finish } = aQueue();
  const known = [..."1234"].map((n) => add(`k${n}`, { known: n }));

  expect(await finish([...known, add("s1", "s"), add("s2", "t")])).toEqual(["k1", "s1", "k2", "s2", "k3", "k4"]);
});

test("the line of those who are known ends too", async () => {
  const { add, finish } = aQueue({ longest: 1 });

  const done = await finish([add("one", { known: "k" }), add("two", { known: "l" })]);

  expect([
    ["one refused", "two"],
    ["two refused", "one"],
  ]).toContainEqual(done);
});

test("work that fails gives its place on", async () => {
  const inTurn = makeFairQueue({ atOnce: 1, longest: 1, what: "test" });

  await expect(inTurn({ known: "k" }, () => Promise.reject(new Error("broken")))).rejects.toThrow("broken");
  expect(await inTurn({ stranger: "a" }, async () => "done")).toBe("done");
});
