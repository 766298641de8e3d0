import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { isRouteErrorResponse, Links, Meta, Outlet, useLocation, useRouteError, useRouteLoaderData } from "@remix-run/react";
import { type ReactNode, useContext } from "react";
import { SentFormContext, UnshownForms } from "~/components/forms/sent-form";
import { DisplayContext } from "~/components/layout/display-context";
import { NowContext } from "~/components/layout/now-context";
import { ProblemPage, problemTitle } from "~/components/layout/problem-page";
import { Shell } from "~/components/layout/shell";
import type { Word } from "~/components/layout/word-context";
import { countShown } from "~/features/inbox/notifications.queries.server";
import { NoticeNews } from "~/features/notices/components/notice-news";
import { nameNews } from "~/features/notices/notices.queries.server";
import { SITE_DEFAULTS } from "~/features/settings/site-settings";
import { asAnyone } from "~/http/access/access.server";
import { sectionsBeside } from "~/http/access/staff-sections";
import { currentExchange, isSafeMethod } from "~/http/exchange.server";
import { lookOf } from "~/http/look.server";
import type { EdgeProblem } from "~/http/problem";
import { page } from "~/http/responses.server";
import { giveBack, shellSettings } from "~/http/shell.server";
import styles from "~/styles/site.scss?url";

/** What stands around every page: the site, who is signed in, and what the last page left to say. */
export async function loader({ request }: LoaderFunctionArgs) {
  return asAnyone(request, async (ctx, session) => {
    const { pathname } = new URL(request.url);
    const [site, unread] = await Promise.all([shellSettings(ctx), countShown(ctx, session.stored?.unread ?? [])]);
    const news = showsNews(pathname) ? nameNews(session.stored?.change ?? null) : null;
    const sections = sectionsBeside(pathname, session.grantedRoles, ctx.actor.kind === "person");
    const viewer = ctx.actor.kind === "person" ? { name: session.name ?? "Your account", unread, staff: session.isStaff } : null;
    return page({
      site: { name: site.name, shortName: site.shortName, ...lookOf(site) },
      viewer,
      now: viewer ? ctx.now.toISOString() : null,
      sections,
      news,
      requestId: ctx.requestId,
      word: giveBack(session),
    });
  });
}

/** Changed notices are told of where people begin and where they look after themselves, and not above a form that was refused. */
const showsNews = (pathname: string) => isSafeMethod(currentExchange().method) && /^\/(account(\/.*)?)?$/.test(pathname);

export const meta: MetaFunction<typeof loader> = ({ data, error }) => {
  const name = data?.site.name ?? SITE_DEFAULTS.name;
  return [{ title: error ? `${titleOf(error)} – ${name}` : name }];
};

export default function App() {
  const data = useRouteLoaderData<typeof loader>("root");
  const { pathname } = useLocation();
  return (
    <Document>
      <Framed word={data?.word ?? null}>
        {data?.news && !data.word ? <NoticeNews news={data.news} next={pathname} /> : null}
        <NowContext.Provider value={data?.now ?? null}>
          <Outlet />
        </NowContext.Provider>
      </Framed>
    </Document>
  );
}

export function ErrorBoundary() {
  const error = useRouteError();
  const { pathname, search } = useLocation();
  const data = useRouteLoaderData<typeof loader>("root");
  const status = isRouteErrorResponse(error) ? error.status : 500;
  const problem: EdgeProblem = isRouteErrorResponse(error) && error.data ? error.data : {};
  // an act may lead to a page that is not there any more; what answers a form says nothing of an act before
  const word = useContext(SentFormContext) ? null : (data?.word ?? null);
  return (
    <Document title={data ? undefined : titleOf(error)}>
      <Framed word={word}>
        <ProblemPage
          status={status}
          reason={problem.reason}
          retryAfterSeconds={problem.retryAfterSeconds}
          signInFor={status === 404 && data && !data.viewer ? pathname + search : null}
          reference={status >= 500 ? data?.requestId : null}
        />
      </Framed>
    </Document>
  );
}

/** The site where its settings are not known. */
const UNASKED = { name: SITE_DEFAULTS.name, shortName: SITE_DEFAULTS.shortName };

/** The whole document of a problem that the framework never saw. */
export const ProblemDocument = ({ status, reason = status === 403 ? "cross-site" : undefined }: { status: number; reason?: string }) => (
  <Html>
    <head>
      <Basics />
      <title>{`${problemTitle(status, reason)} – ${SITE_DEFAULTS.name}`}</title>
      <link rel="stylesheet" href={styles} />
    </head>
    <body>
      <Shell site={UNASKED} viewer={null} path="/">
        <ProblemPage status={status} reason={reason} />
      </Shell>
    </body>
  </Html>
);

function Document({ title, children }: { title?: string; children: ReactNode }) {
  return (
    <Html>
      <head>
        <Basics />
        {title ? <title>{`${title} – ${SITE_DEFAULTS.name}`}</title> : <Meta />}
        <link rel="stylesheet" href={styles} />
        <Look />
        <Links />
      </head>
      <body>{children}</body>
    </Html>
  );
}

function Html({ children }: { children: ReactNode }) {
  const { textSize, contrast } = useContext(DisplayContext);
  return (
    <html
      lang="en-GB"
      data-text-size={textSize === "normal" ? undefined : textSize}
      data-contrast={contrast === "normal" ? undefined : contrast}
    >
      {children}
    </html>
  );
}

function Framed({ word, children }: { word: Word | null; children: ReactNode }) {
  const data = useRouteLoaderData<typeof loader>("root");
  const { pathname } = useLocation();
  return (
    <Shell site={data?.site ?? UNASKED} viewer={data?.viewer ?? null} path={pathname} sections={data?.sections} word={word}>
      <UnshownForms />
      {children}
    </Shell>
  );
}

/** What the operator chose, where it is not the stylesheet's own. */
function Look() {
  const look = useRouteLoaderData<typeof loader>("root")?.site.look;
  return look ? <link rel="stylesheet" href={look} /> : null;
}

const Basics = () => (
  <>
    <meta charSet="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <link rel="icon" href="/favicon.ico" sizes="32x32" />
    <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
    <link rel="apple-touch-icon" href="/apple-touch-icon.png" />
  </>
);

const titleOf = (error: unknown) => {
  if (!isRouteErrorResponse(error)) return problemTitle(500);
  return problemTitle(error.status, (error.data as EdgeProblem | null)?.reason);
};
