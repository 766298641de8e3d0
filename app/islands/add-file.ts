/**
 * Adds a picture or file without leaving the page: `data-address` answers what to put into the text, where the cursor is. One that is
 * pasted or dropped into the text is chosen, and asked about like any other.
 */
export function enhance(element: HTMLElement) {
  const form = element.closest("form");
  const area = form?.querySelector<HTMLTextAreaElement>("textarea[name=body]");
  const input = element.querySelector<HTMLInputElement>("input[type=file]");
  const words = element.querySelector<HTMLInputElement>("[name=alternative]");
  const decoration = element.querySelector<HTMLInputElement>("[name=decoration]");
  const button = element.querySelector("button");
  const status = element.querySelector("[role=status]");
  const { address } = element.dataset;
  if (!form || !area || !input || !words || !decoration || !button || !status || !address) return;

  async function add() {
    const file = input!.files?.[0];
    if (button!.getAttribute("aria-disabled")) return;
    status!.textContent = file ? `Adding “${file.name}”…` : "Choose a picture or file.";
    if (!file) return input!.focus();
    button!.setAttribute("aria-disabled", "true");
    try {
      const sent = new FormData();
      for (const [name, value] of new FormData(form!))
        if (["file", "alternative", "decoration", "writer"].includes(name)) sent.append(name, value);
      const answer = await fetch(address!, { method: "POST", body: sent });
      if (answer.redirected) return say("Not added. Sign in in another window, then try again here.");
      if (answer.status === 429 || answer.status >= 500) return say("Not added: there is much to do just now. Try again in a moment.");
      const text = await answer.text();
      if (!answer.ok) return say(text);
      const added = new DOMParser().parseFromString(text, "text/html").querySelector<HTMLElement>("[data-markdown]");
      insert(added?.dataset.markdown ?? "");
      input!.value = words!.value = "";
      decoration!.checked = false;
      say(added?.textContent ?? "");
    } catch {
      say("Not added: we could not reach the site. Try again.");
    } finally {
      button!.removeAttribute("aria-disabled");
    }
  }

  const say = (sentence: string) => {
    status.textContent = sentence;
  };

  function insert(markdown: string) {
    const { selectionStart: start, value } = area!;
    const before = value.slice(0, start);
    const gap = before === "" || before.endsWith("\n\n") ? "" : before.endsWith("\n") ? "\n" : "\n\n";
    area!.setRangeText(`${gap}${markdown}\n\n`, start, area!.selectionEnd, "end");
    area!.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function choose(event: Event, given: DataTransfer | null) {
    if (!given?.files.length) return;
    event.preventDefault();
    const one = new DataTransfer();
    one.items.add(given.files[0]!);
    input!.files = one.files;
    element.closest("details")!.open = true;
    say(`“${given.files[0]!.name}” is chosen. Say what it shows, then press “Add to the text”.`);
    words!.focus();
  }

  button.addEventListener("click", (event) => {
    event.preventDefault();
    void add();
  });
  words.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    void add();
  });
  area.addEventListener("paste", (event) => {
    // office programs put a picture of the words beside the words
    if (!event.clipboardData?.types.includes("text/plain")) choose(event, event.clipboardData);
  });
  area.addEventListener("drop", (event) => choose(event, event.dataTransfer));
  area.addEventListener("dragover", (event) => {
    if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
  });
}
