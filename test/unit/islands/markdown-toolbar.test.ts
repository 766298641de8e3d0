import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { enhance } from "~/islands/markdown-toolbar";

/** As much of an element as the island touches. */
class Part extends EventTarget {
  hidden = true;
  value = "";
  textContent = "";
  selectionStart = 0;
  selectionEnd = 0;
  id = "";
  tabIndex = 0;
  attributes: Record<string, string> = {};
  parts: Record<string, unknown> = {};
  focus = vi.fn();
  scrollIntoView = vi.fn();
  constructor(readonly dataset: Record<string, string> = {}) {
    super();
  }
  querySelector = (selector: string) => this.parts[selector] ?? null;
  querySelectorAll = (selector: string) => this.parts[selector] ?? [];
  closest = () => this;
  setAttribute = (name: string, value: string) => {
    this.attributes[name] = value;
  };
  removeAttribute = (name: string) => {
    delete this.attributes[name];
  };
  setSelectionRange = (start: number, end: number) => {
    this.selectionStart = start;
    this.selectionEnd = end;
  };
  setRangeText = (insert: string, from: number, to: number) => {
    this.value = this.value.slice(0, from) + insert + this.value.slice(to);
  };
  replaceChildren = (...options: Part[]) => {
    this.parts["[role=option]"] = options;
  };
}

const pressed = (key: string) => Object.assign(new Event("keydown", { cancelable: true }), { key });
/** An event that reached this part from another one. */
const from = (target: Part, event: Event) => Object.defineProperty(event, "target", { value: target });

const option = () => new Part({ insert: "/leases", title: "On [leases]" });
let asked: { address: string; headers: unknown }[];
let answers: Part[];

beforeEach(() => {
  vi.useFakeTimers();
  asked = [];
  answers = [option(), option()];
  vi.stubGlobal("window", { setTimeout });
  vi.stubGlobal("document", { activeElement: null, execCommand: () => false });
  vi.stubGlobal(
    "DOMParser",
    class {
      parseFromString = () => ({ body: { childNodes: answers } });
    },
  );
  vi.stubGlobal("fetch", async (address: string, { headers }: RequestInit) => {
    asked.push({ address, headers });
    return { ok: true, redirected: false, text: async () => "" };
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** The editor with these words, all of them selected, and the panel open. */
function openPanel(words: string) {
  const [field, toolbar, panel, area] = [new Part(), new Part(), new Part(), new Part()];
  const [input, list, status] = [new Part(), new Part(), new Part()];
  const button = new Part({ mark: "link" });
  Object.assign(panel.dataset, { address: "/search/links" });
  Object.assign(status.dataset, { none: "Nothing found.", choose: "Choose." });
  Object.assign(area, { value: words, selectionEnd: words.length });
  toolbar.parts = { button: [button] };
  panel.parts = { input, "[role=listbox]": list, "[role=status]": status };
  field.parts = { textarea: area, "[role=toolbar]": [toolbar], "[data-picker]": panel };
  toolbar.querySelectorAll = () => [button];
  enhance(field as unknown as HTMLElement);
  toolbar.dispatchEvent(from(button, new Event("click")));
  const type = async (typed: string) => {
    input.value = typed;
    input.dispatchEvent(new Event("input"));
    await vi.advanceTimersByTimeAsync(300);
  };
  /** First the field is told, then the panel. */
  const press = (key: string) => {
    const event = pressed(key);
    input.dispatchEvent(event);
    panel.dispatchEvent(from(input, event));
  };
  return { area, panel, input, list, status, type, press };
}

test("words are looked for without keeping a session, and Enter links what is selected to the chosen one", async () => {
  const { area, panel, input, type, press } = openPanel("the guide");
  expect([panel.hidden, input.focus.mock.calls.length, area.value]).toEqual([false, 1, "the guide"]);
  await type("leases & more");
  expect(asked).toEqual([{ address: "/search/links?q=leases+%26+more", headers: { "X-Asked-By": "page" } }]);
  expect(input.attributes["aria-expanded"]).toBe("true");
  press("Enter");
  expect([area.value, panel.hidden]).toEqual(["[the guide](/leases)", true]);
});

test("where nothing is selected the title becomes the words", async () => {
  const { area, type, press } = openPanel("");
  await type("leases");
  press("Enter");
  expect(area.value).toBe("[On (leases)](/leases)");
});

test("an address is asked for nowhere, and taken as it is", async () => {
  const { area, type, press } = openPanel("NHS");
  await type("https://nhs.uk/");
  press("Enter");
  expect([asked, area.value]).toEqual([[], "[NHS](https://nhs.uk/)"]);
});

test("where nothing is found it says so, and Escape goes back to the text, which stays", async () => {
  answers = [];
  const { area, panel, status, type, press } = openPanel("NHS");
  await type("nothing like it");
  expect(status.textContent).toBe("Nothing found.");
  press("Enter");
  expect([status.textContent, area.value]).toEqual(["Choose.", "NHS"]);
  press("Escape");
  expect([panel.hidden, area.focus.mock.calls.length, area.value]).toEqual([true, 1, "NHS"]);
});
