import type { EntryContext, HandleErrorFunction, ServerBuild } from "@remix-run/node";
import { RemixServer } from "@remix-run/react";
import { renderToString } from "react-dom/server";
import { DraftsContext, type KeptForm, KeptFormsContext, UnshownFormsContext, WriterContext } from "~/components/forms/kept-form";
import { type SentForm, SentFormContext } from "~/components/forms/sent-form";
import { DisplayContext, PLAIN_DISPLAY } from "~/components/layout/display-context";
import { chosenDisplay } from "~/http/display.server";
import { currentExchange, keepOut } from "~/http/exchange.server";
import { sentForm } from "~/http/forms/sent-form.server";
import { listen } from "~/http/server/start-web.server";
import { forgetKept, unshownHere } from "~/http/shell.server";
import { logger } from "~/lib/logger.server";
import { isolatedHtml } from "~/lib/right-to-left";
import { ProblemDocument } from "./root";

/** Starts the web server on the build that this module is part of. */
export const startWeb = (build: ServerBuild) =>
  listen(build, (status, reason) => documentOf(<ProblemDocument status={status} reason={reason} />));

/** Makes a page: a document, rendered whole. No client runtime is shipped; the loader of islands is, where a page has one. */
export default async function handleRequest(request: Request, status: number, headers: Headers, remix: EntryContext) {
  const exchange = currentExchange();
  const { kept, writer } = exchange;
  const shown = new Set<KeptForm>();
  const sent = sentForm();
  const context = ofThisPage(remix);
  const render = (unshown: readonly KeptForm[]) =>
    documentOf(
      <KeptFormsContext.Provider value={{ forms: kept, onShown: (form) => shown.add(form) }}>
        <UnshownFormsContext.Provider value={unshown}>
          <DraftsContext.Provider value={exchange.drafts}>
            <WriterContext.Provider value={writer}>
              <RemixServer context={context} url={request.url} />
            </WriterContext.Provider>
          </DraftsContext.Provider>
        </UnshownFormsContext.Provider>
      </KeptFormsContext.Provider>,
      sent,
    );
  const first = render([]);
  const unshown = unshownHere(request, status, shown);
  // what was refused where its form stands no more: something happened while it was typed
  if (sent && status >= 400 && !shown.has(sent)) unshown.push(sent);
  const html = unshown.length > 0 ? render(unshown) : first;
  // what was sent just now is kept nowhere
  forgetKept(kept.filter((form) => shown.has(form) || unshown.includes(form)));
  if (status >= 400) keepOut(exchange);
  for (const act of exchange.whenShown) await act();
  headers.set("Content-Type", "text/html; charset=utf-8");
  // a refused form is known from the tab and to whoever hears the title first
  const titled = status === 400 ? html.replace("<title>", "<title>Error: ") : html;
  return new Response(withIslands(titled, remix.manifest.entry.module), { status, headers });
}

/** Rendering prepares and ranks every route that it is given: it is given those of this page. */
function ofThisPage(remix: EntryContext): EntryContext {
  const shown = remix.staticHandlerContext.matches.map(({ route }) => route.id);
  const routes = Object.fromEntries(Object.entries(remix.manifest.routes).filter(([id]) => shown.includes(id)));
  return { ...remix, manifest: { ...remix.manifest, routes } };
}

/** What breaks is logged by the request's id; the page shows the same id. An address without a route is no error of ours. */
export const handleError: HandleErrorFunction = (error) => {
  if (error instanceof Error) logger.error({ event: "error", err: error, requestId: currentExchange().requestId });
};

/** Every document there is, in the text size and contrast that its reader chose. */
function documentOf(element: React.ReactElement, sent: SentForm | null = sentForm()): string {
  const display = chosenDisplay() ?? PLAIN_DISPLAY;
  const html = renderToString(
    <DisplayContext.Provider value={display}>
      <SentFormContext.Provider value={sent}>{element}</SentFormContext.Provider>
    </DisplayContext.Provider>,
  );
  return `<!DOCTYPE html>${isolatedHtml(html)}`;
}

const withIslands = (html: string, loader: string) =>
  html.includes(' data-island="') ? html.replace("</head>", `<script type="module" src="${loader}"></script></head>`) : html;
