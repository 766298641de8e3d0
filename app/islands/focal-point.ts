/** A click on the picture says which part of it has to be seen: it writes the point into the fields, and chooses it. */
export function enhance(element: HTMLElement) {
  const picture = element.querySelector("img");
  const [x, y] = ["focalX", "focalY"].map((name) => element.querySelector<HTMLInputElement>(`input[name=${name}]`));
  const point = element.querySelector<HTMLInputElement>("input[value=point]");
  const status = element.querySelector("[role=status]");
  if (!picture || !x || !y || !point || !status) return;
  for (const each of element.querySelectorAll<HTMLElement>("[hidden]")) each.hidden = false;
  picture.addEventListener("click", (event) => {
    const { left, top, width, height } = picture.getBoundingClientRect();
    const percent = (at: number, whole: number) => String(Math.min(100, Math.max(0, Math.round((at / whole) * 100))));
    x.value = percent(event.clientX - left, width);
    y.value = percent(event.clientY - top, height);
    point.checked = true;
    status.textContent = `${x.value} per cent from the left, ${y.value} from the top. Save it below.`;
  });
}
