const PAUSE = 2000; // milliseconds without a key pressed
const AGAIN_AFTER = 15_000;

/**
 * Saves the form around it while somebody writes, and says so; warns whoever leaves with text that is neither sent nor saved. Once the form
 * is sent nothing more is saved: the server closes the draft with it, and turns away what was on its way.
 */
export function enhance(status: HTMLElement) {
  const form = status.closest("form");
  const { address } = status.dataset;
  if (!form || !address) return;
  const typed = () =>
    new URLSearchParams([...new FormData(form)].flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : []))).toString();

  // what was sent and came back, or waited for its writer to sign in, stands nowhere but here; so does what was typed before this ran
  let saved = "unsaved" in status.dataset || [...form.elements].some(isTouched) ? null : typed();
  let timer = 0;
  let isSent = false;
  let flight = new AbortController();

  // said once: a live region that is told the same again stays silent
  const say = (words: string) => {
    if (status.textContent !== words) status.textContent = words;
  };
  const wait = (pause: number) => {
    clearTimeout(timer);
    timer = window.setTimeout(() => void save(), pause);
  };

  async function save() {
    const now = typed();
    if (isSent || now === saved) return;
    flight.abort();
    flight = new AbortController();
    const { signal } = flight;
    try {
      const answer = await fetch(address!, { method: "POST", body: new URLSearchParams(now), signal });
      if (isSent || signal.aborted) return;
      if (answer.redirected) return say("Not saved. Sign in, or set up your second factor, in another window, then go on here.");
      if (answer.status === 429 || answer.status >= 500) throw new Error("busy");
      if (!answer.ok && answer.status !== 409)
        return say("Not saved: nothing can be saved from this page any more. Copy your text before you leave it.");
      say(new DOMParser().parseFromString(await answer.text(), "text/html").body.textContent ?? "");
      if (answer.ok) saved = now;
    } catch {
      if (isSent || signal.aborted) return;
      say("Not saved. We could not reach the site, and try again in a moment.");
      wait(AGAIN_AFTER);
    }
  }

  form.addEventListener("input", () => {
    // whoever stopped the sending writes on
    isSent = false;
    wait(PAUSE);
  });
  form.addEventListener("submit", (event) => {
    // a second press while the first is under way, or was stopped
    if (event.defaultPrevented) return;
    isSent = true;
    clearTimeout(timer);
    flight.abort();
  });
  window.addEventListener("beforeunload", (event) => {
    if (!isSent && typed() !== saved) event.preventDefault();
  });
  // back from the next page, out of the browser's memory
  window.addEventListener("pageshow", () => {
    isSent = false;
  });
  void save();
}

/** Whether a field holds something else than the page came with: typed already, or put back by the browser. */
const isTouched = (field: Element): boolean => {
  const { value, defaultValue } = field as HTMLTextAreaElement;
  return defaultValue !== undefined && value !== defaultValue;
};
