/** Brings out the button that shows what was typed. What is sent is always a password field, so that browsers don't remember it as text. */
export function enhance(field: HTMLElement) {
  const input = field.querySelector("input");
  const button = field.querySelector<HTMLButtonElement>("button");
  if (!input || !button) return;

  const show = (isShown: boolean) => {
    input.type = isShown ? "text" : "password";
    button.textContent = isShown ? "Hide" : "Show";
    button.setAttribute("aria-label", isShown ? "Hide password" : "Show password");
  };

  button.addEventListener("click", () => show(input.type === "password"));
  input.form?.addEventListener("submit", () => show(false));
  button.hidden = false;
}
