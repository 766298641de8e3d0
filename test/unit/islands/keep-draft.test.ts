import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { enhance } from "~/islands/keep-draft";

type Happened = { preventDefault(): void; defaultPrevented?: boolean };
let body = "";
let listeners: Record<string, (event: Happened) => void> = {};
const listen = (kind: string, act: (event: Happened) => void) => {
  listeners[kind] = act;
};

beforeEach(() => {
  vi.useFakeTimers();
  listeners = {};
  vi.stubGlobal("window", { setTimeout, addEventListener: listen });
  vi.stubGlobal(
    "FormData",
    class {
      *[Symbol.iterator]() {
        yield ["body", body];
      }
    },
  );
  vi.stubGlobal(
    "DOMParser",
    class {
      parseFromString = (textContent: string) => ({ body: { textContent } });
    },
  );
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function open(text: string, answer: { status: number; text: string }, marks: Record<string, string> = {}, came = text) {
  body = text;
  const sent: string[] = [];
  vi.stubGlobal("fetch", async (_: string, { body }: { body: URLSearchParams }) => {
    sent.push(String(body));
    return { ok: answer.status === 200, status: answer.status, redirected: false, text: async () => answer.text };
  });
  const form = { addEventListener: listen, elements: [{ value: text, defaultValue: came }] };
  const status = { dataset: { address: "/drafts/typing/x", ...marks }, textContent: "", closest: () => form };
  enhance(status as unknown as HTMLElement);
  return { status, sent };
}

function warns(): boolean {
  const preventDefault = vi.fn();
  listeners.beforeunload!({ preventDefault });
  return preventDefault.mock.calls.length > 0;
}

test("what was typed before the page had its script is saved at once, and leaving warns until then", async () => {
  const { sent } = open("Half", { status: 200, text: "Draft saved 9am" }, {}, "");
  expect(warns()).toBe(true);
  await vi.advanceTimersByTimeAsync(0);
  expect([sent, warns()]).toEqual([["body=Half"], false]);
});

test("a press that sends nothing ends neither saving nor warning", async () => {
  const { sent } = open("", { status: 200, text: "Draft saved 9am" });
  body = "Half";
  listeners.input!({ preventDefault() {} });
  listeners.submit!({ preventDefault() {}, defaultPrevented: true });
  expect(warns()).toBe(true);
  await vi.advanceTimersByTimeAsync(5000);
  expect(sent).toEqual(["body=Half"]);
});

test("what the page came with is saved only once it was changed", async () => {
  const { sent, status } = open("", { status: 200, text: "Draft saved 9am" });
  await vi.advanceTimersByTimeAsync(5000);
  expect([sent, warns()]).toEqual([[], false]);

  body = "Half";
  expect(warns()).toBe(true);
  listeners.input!({ preventDefault() {} });
  await vi.advanceTimersByTimeAsync(5000);
  expect([sent, status.textContent, warns()]).toEqual([["body=Half"], "Draft saved 9am", false]);
});

test("what was sent and came back is saved at once, and until then leaving it warns", async () => {
  const { sent, status } = open("Kept", { status: 200, text: "Draft saved 9am" }, { unsaved: "" });
  expect(warns()).toBe(true);
  await vi.advanceTimersByTimeAsync(0);
  expect([sent, status.textContent, warns()]).toEqual([["body=Kept"], "Draft saved 9am", false]);
});

test.each([403, 404, 413])("where %i answers, one sentence says that nothing is saved, and leaving warns", async (code) => {
  const { status } = open("Kept", { status: code, text: "Page not found. Skip to content. Home. News." }, { unsaved: "" });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(status.textContent).toBe("Not saved: nothing can be saved from this page any more. Copy your text before you leave it.");
  expect(warns()).toBe(true);
});

test("why the site keeps no draft is told in its words", async () => {
  const { status } = open("Kept", { status: 409, text: "Not saved: it is too long for a draft." }, { unsaved: "" });
  await vi.advanceTimersByTimeAsync(0);
  expect(status.textContent).toBe("Not saved: it is too long for a draft.");
  expect(warns()).toBe(true);
});

test("a text that is typed on after its sending was stopped is saved again, and leaving it warns", async () => {
  const { sent } = open("", { status: 200, text: "Draft saved 9am" });
  body = "Half";
  listeners.submit!({ preventDefault() {} });
  expect(warns()).toBe(false);

  body = "Half and more";
  listeners.input!({ preventDefault() {} });
  expect(warns()).toBe(true);
  await vi.advanceTimersByTimeAsync(5000);
  expect([sent, warns()]).toEqual([["body=Half+and+more"], false]);
});
