import { isArticlePath, pageAddress } from "~/features/content/pages/page-path";
import type { PageView } from "~/features/content/types";
import { pictureForPrint } from "~/features/files/picture-for-print.server";
import { getSettings } from "~/features/settings/settings.queries.server";
import type { Ctx } from "~/lib/ctx";
import { formatDate } from "~/lib/dates";
import { env } from "~/lib/env.server";
import { withoutLive } from "~/lib/markdown/directives";
import { oneAtATime } from "~/lib/one-at-a-time";
import { writePdf } from "~/lib/pdf/write-pdf.server";

/** Sheets; a page that is longer is none to print. */
const MOST_PAGES = 200;
const MOST_PICTURES = 30;
/** So many wait at once. */
const MOST_WAITING = 5;

const printing = oneAtATime("printing", MOST_WAITING);

/** A page that its reader was found allowed to read, as a PDF. One is made at a time. @throws BusyError where too many wait, TooLongError */
export const makePdf = (ctx: Ctx, page: PageView): Promise<Buffer> => printing(() => write(ctx, page));

async function write(ctx: Ctx, page: PageView): Promise<Buffer> {
  const { name } = await getSettings(ctx);
  const { baseUrl } = env();
  let pictures = 0;
  return writePdf(
    {
      title: page.title,
      summary: page.summary,
      publisher: name,
      lines: linesOf(ctx, page),
      address: baseUrl + pageAddress(page.path),
      site: baseUrl,
      html: withoutLive(page.bodyHtml),
      createdAt: ctx.now,
      picture: async (src) => (++pictures <= MOST_PICTURES ? pictureForPrint(ctx, src) : null),
    },
    MOST_PAGES,
  );
}

const READERS = { open: null, members: "For members of the network.", groups: "For a group of the network." };

function linesOf(
  { now }: Ctx,
  { audience, publishedAt, reviewedAt, reviewedBy, reviewDueAt, isOverdue, isSuperseded, path }: PageView,
): string[] {
  const isArticle = isArticlePath(path);
  const day = (moment: PageView["publishedAt"]) => formatDate(moment!);
  return [
    READERS[audience],
    isArticle && publishedAt ? `Published on ${day(publishedAt)}.` : null,
    !isArticle && reviewedAt ? `Checked on ${day(reviewedAt)}${reviewedBy ? ` by ${reviewedBy}` : ""}.` : null,
    !isArticle && reviewDueAt && !isOverdue ? `Next check by ${day(reviewDueAt)}.` : null,
    isOverdue && reviewDueAt ? `It was due to be checked by ${day(reviewDueAt)}: some of it may have changed since.` : null,
    isSuperseded ? "It is out of date, and kept to look back at." : null,
    `Made on ${formatDate(now)}. The page on the site may have changed since.`,
  ].filter((line) => line !== null);
}
