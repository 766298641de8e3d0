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
  vi.stubGlobal("document", { hidden: false });
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
