// What can be wrong with how a page looks. Each runs in the page and gives what is wrong there, with
// the beginning of the markup that it is about.

export function widerThanWindow(): string[] {
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) return [];
  const culprit = [...document.querySelectorAll("body *")].find((element) => element.getBoundingClientRect().right > clientWidth + 1);
  return [`${scrollWidth - clientWidth} px wider than the window: ${culprit?.outerHTML.slice(0, 100)}`];
}

/** A phone shows the page, not what stands around it. */
export function tallHeader(): string[] {
  const { height } = document.querySelector("header")!.getBoundingClientRect();
  return height > 120 ? [`the header is ${height} px high`] : [];
}

/**
 * Of each place that the Tab key stops at: how it shows the focus, and whether it lies under another.
 * After a key was pressed, as browsers want it.
 */
export function focusHidden(): string[] {
  const stops = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]";
  return [...document.querySelectorAll<HTMLElement>(stops)].flatMap((element) => {
    if (element.tabIndex < 0) return [];
    element.focus();
    return document.activeElement === element ? hiddenFocus(element) : [];
  });

  function hiddenFocus(element: HTMLElement): string[] {
    const markup = element.outerHTML.slice(0, 100);
    const label = element.matches("input[type=radio], input[type=checkbox]") ? element.nextElementSibling : null;
    const isMarked = [getComputedStyle(element), ...(label ? [getComputedStyle(label, "::before")] : [])].some(
      ({ outlineStyle, outlineWidth, boxShadow }) => (outlineStyle !== "none" && outlineWidth !== "0px") || boxShadow !== "none",
    );
    if (!isMarked) return [`not marked: ${markup}`];
    const box = element.getClientRects()[0]!;
    const middle = (Math.max(box.top, 0) + Math.min(box.bottom, window.innerHeight)) / 2;
    const top = document.elementFromPoint(box.x + Math.min(box.width / 2, 20), middle);
    return top && (element.contains(top) || top.contains(element)) ? [] : [`under another: ${markup}`];
  }
}

/**
 * Text that stands out too little from its ground: WCAG 2.2, 1.4.3, on plain grounds. What axe finds with it, in a tenth of
 * the time: each pair of colours is asked about once.
 */
export function lowContrast(): string[] {
  const seen = new Set<string>();
  const problems: string[] = [];
  for (const element of document.querySelectorAll<HTMLElement>("body *")) {
    const isWritten = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.nodeValue!.trim());
    if (!isWritten || element.closest("[disabled]")) continue;
    const { color, fontSize, fontWeight } = getComputedStyle(element);
    const size = Number.parseFloat(fontSize);
    const wanted = size >= 24 || (size >= 18.66 && Number(fontWeight) >= 700) ? 3 : 4.5;
    const ground = groundOf(element);
    const pair = `${color} on ${ground}, ${wanted}`;
    if (seen.has(pair) || !ground || !element.checkVisibility({ visibilityProperty: true }) || element.offsetWidth <= 1) continue;
    seen.add(pair);
    const [light, dark] = [lightness(color), lightness(ground)].sort((one, other) => other - one) as [number, number];
    const ratio = (light + 0.05) / (dark + 0.05);
    if (ratio < wanted) problems.push(`${ratio.toFixed(2)} to 1, ${pair}: ${element.outerHTML.slice(0, 100)}`);
  }
  return problems;

  /** Null where a picture lies under it. */
  function groundOf(element: Element | null): string | null {
    if (!element) return "rgb(255, 255, 255)";
    const { backgroundColor, backgroundImage } = getComputedStyle(element);
    if (backgroundImage !== "none") return null;
    return backgroundColor === "rgba(0, 0, 0, 0)" ? groundOf(element.parentElement) : backgroundColor;
  }

  /** Relative luminance. */
  function lightness(colour: string): number {
    const [red, green, blue] = (colour.match(/[\d.]+/g) ?? []).slice(0, 3).map((part) => {
      const share = Number(part) / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    }) as [number, number, number];
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  }
}

/** In high contrast everything is black, white or yellow, and what is written is black on one of the others or the other way round. */
export function lowInHighContrast(): string[] {
  const [BLACK, NONE] = ["rgb(0, 0, 0)", "rgba(0, 0, 0, 0)"];
  const seen = new Set([BLACK, NONE, "rgb(255, 255, 255)", "rgb(255, 255, 0)"]);
  const problems: string[] = [];
  for (const element of document.querySelectorAll<HTMLElement>("body *")) {
    const { color, backgroundColor, borderTopColor, borderLeftColor, borderBottomColor } = getComputedStyle(element);
    for (const colour of [color, backgroundColor, borderTopColor, borderLeftColor, borderBottomColor]) {
      if (seen.has(colour)) continue;
      seen.add(colour);
      problems.push(`${colour}: ${element.outerHTML.slice(0, 100)}`);
    }
    const isWritten = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.nodeValue!.trim());
    if (isWritten && element.checkVisibility() && (color === BLACK) === (groundOf(element) === BLACK))
      problems.push(`${color} on ${groundOf(element)}: ${element.outerHTML.slice(0, 100)}`);
  }
  return problems;

  function groundOf(element: Element | null): string {
    if (!element) return "rgb(255, 255, 255)";
    const { backgroundColor } = getComputedStyle(element);
    return backgroundColor === NONE ? groundOf(element.parentElement) : backgroundColor;
  }
}

/**
 * Where the system chooses the colours, backgrounds and shadows are gone: what can be pressed or
 * filled in has a line, and one more in focus.
 */
export function undrawn(): string[] {
  const problems: string[] = [];
  for (const element of document.querySelectorAll<HTMLElement>("button, .nhsuk-button, input:not([type=hidden]), select, textarea")) {
    if (element.getBoundingClientRect().width === 0) continue;
    const isTick = element.matches("input[type=radio], input[type=checkbox]");
    const style = () => (isTick ? getComputedStyle(element.nextElementSibling!, "::before") : getComputedStyle(element));
    const { borderBottomStyle, borderBottomWidth, textDecorationLine } = style();
    const isDrawn = (borderBottomStyle !== "none" && borderBottomWidth !== "0px") || textDecorationLine !== "none";
    if (!isDrawn) problems.push(`nothing drawn: ${element.outerHTML.slice(0, 100)}`);
    element.focus();
    const { outlineStyle, outlineWidth } = style();
    if (document.activeElement === element && (outlineStyle === "none" || outlineWidth === "0px"))
      problems.push(`no line in focus: ${element.outerHTML.slice(0, 100)}`);
  }
  return problems;
}
