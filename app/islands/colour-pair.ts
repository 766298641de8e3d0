import { COLOUR_WORDS, colourBlocker, INK } from "~/lib/colour-pair";

/** Shows the two colours as they are typed, and says at once what could not be read. */
export function enhance(sample: HTMLElement) {
  const fields = ["accentColour", "groundColour"].map((name) => document.querySelector<HTMLInputElement>(`input[name="${name}"]`));
  const [first, second] = sample.querySelectorAll<HTMLElement>("p");
  const link = sample.querySelector<HTMLElement>("span");
  const status = sample.querySelector("[role=status]");

  const show = () => {
    const [accentColour = "", groundColour = ""] = fields.map((field) => field?.value.trim().toLowerCase());
    if (![accentColour, groundColour].every((colour) => /^#[0-9a-f]{6}$/.test(colour))) return;
    first?.style.setProperty("background-color", accentColour);
    link?.style.setProperty("color", accentColour);
    second?.style.setProperty("background-color", groundColour);
    // both colours are chosen in the light, also where the system asks for the dark
    second?.style.setProperty("color", INK);
    const blocker = colourBlocker({ accentColour, groundColour });
    if (status) status.textContent = blocker ? COLOUR_WORDS[blocker] : "Easy to read.";
  };

  for (const field of fields) field?.addEventListener("input", show);
}
