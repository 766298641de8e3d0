import { createRequire } from "node:module";
import sharp from "sharp";

const folder = createRequire(import.meta.url)
  .resolve("dejavu-fonts-ttf/package.json")
  .replace("package.json", "ttf/");

/** Pixels, as other sites show them. */
const WIDTH = 1200;
const HEIGHT = 630;
const MARGIN = 80;
/** The longest title that stands in large letters. */
const SHORT = 60;

type Card = { title: string; publisher: string; accent: string };

/** A picture with a title, for other sites that show where an address leads. */
export async function drawCard({ title, publisher, accent }: Card): Promise<Buffer> {
  const room = { width: WIDTH - 2 * MARGIN, height: 320 };
  const [name, words] = await Promise.all([
    letters(publisher, { font: "DejaVu Sans", file: "DejaVuSans.ttf", size: 26, ...room }),
    letters(title, { font: "DejaVu Sans Bold", file: "DejaVuSans-Bold.ttf", size: title.length > SHORT ? 40 : 54, ...room }),
  ]);
  return sharp(Buffer.from(groundOf(accent)))
    .composite([
      { input: name, left: MARGIN + 84, top: 92 },
      { input: words, left: MARGIN, top: 210 },
    ])
    .png({ compressionLevel: 9, palette: true })
    .toBuffer();
}

type Letters = { font: string; file: string; size: number; width: number; height: number };

async function letters(text: string, { font, file, size, width, height }: Letters): Promise<Buffer> {
  const escaped = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  const markup = { text: `<span foreground="#ffffff">${escaped}</span>`, font: `${font} ${size}`, fontfile: folder + file };
  const made = sharp({ text: { ...markup, width, dpi: 96, rgba: true, wrap: "word-char", spacing: 8 } });
  return made.resize({ width, height, fit: "inside", withoutEnlargement: true }).png().toBuffer();
}

/** The colour of the network, its sign of three people, and rings like those in water. */
const groundOf = (accent: string) => `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}">
<rect width="${WIDTH}" height="${HEIGHT}" fill="${accent}"/>
<g fill="none" stroke="#fff" stroke-opacity=".12" stroke-width="26">${[120, 220, 320, 420].map((radius) => `<circle cx="${WIDTH}" cy="${HEIGHT}" r="${radius}"/>`).join("")}</g>
<g transform="translate(${MARGIN} 76) scale(2)" fill="#fff"><path d="M9 21 16 10l7 11z" fill="none" stroke="#fff" stroke-width="2.5" stroke-linejoin="round"/>
<circle cx="16" cy="9" r="4.5"/><circle cx="8" cy="22" r="4.5"/><circle cx="24" cy="22" r="4.5"/></g>
</svg>`;
