import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { enhance } from "~/islands/poll-fragment";

let shown: string[] = [];
const answer = (text: string, more: Partial<Response> = {}) => ({
  ok: true,
  status: 200,
  headers: new Headers(),
  text: async () => text,
  ...more,
});

beforeEach(() => {
  vi.useFakeTimers();
  shown = [];
  vi.stubGlobal("document", Object.assign(new EventTarget(), { hidden: false }));
  vi.stubGlobal(
    "DOMParser",
    class {
      parseFromString = (text: string) => ({ body: { childNodes: [text] } });
    },
  );
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function follow(...answers: ReturnType<typeof answer>[]) {
  const asked = vi.fn(async () => answers.shift());
  vi.stubGlobal("fetch", asked);
  const replaceChildren = (...nodes: string[]) => {
    shown = nodes;
  };
  enhance({ dataset: { fragment: "/progress", every: "1000" }, replaceChildren, querySelector: () => null } as unknown as HTMLElement);
  return asked;
}

test("it asks again and shows the latest answer", async () => {
  const asked = follow(answer("one"), answer("two"));
  await vi.advanceTimersByTimeAsync(2000);

  expect([asked.mock.calls.length, shown]).toEqual([2, ["two"]]);
});

test("once the session has ended what is there stays, and it asks no more", async () => {
  const asked = follow(answer("one"), answer("Sign in", { redirected: true }), answer("Sign in", { redirected: true }));
  await vi.advanceTimersByTimeAsync(5000);

  expect([asked.mock.calls.length, shown]).toEqual([2, ["one"]]);
});

test("a page in the background asks nothing, and asks at once when it is looked at again", async () => {
  const asked = follow(answer("one"), answer("two"));
  Object.assign(document, { hidden: true });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked).not.toHaveBeenCalled();

  Object.assign(document, { hidden: false });
  document.dispatchEvent(new Event("visibilitychange"));
  await vi.advanceTimersByTimeAsync(0);
  expect(shown).toEqual(["one"]);
});
