import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { isRouteErrorResponse, Links, Meta, Outlet, useLocation, useRouteError, useRouteLoaderData } from "@remix-run/react";
import { createContext, type ReactNode, useContext } from "react";
import { SentFormContext, UnshownForms } from "~/components/forms/sent-form";
import { DisplayContext } from "~/components/layout/display-context";
import { NowContext } from "~/components/layout/now-context";
import { ProblemPage, problemTitle } from "~/components/layout/problem-page";
import { Shell } from "~/components/layout/shell";
import type { Word } from "~/components/layout/word-context";
import { countShown } from "~/features/inbox/notifications.queries.server";
import { NoticeNews } from "~/features/notices/components/notice-news";
import { nameNews } from "~/features/notices/notices.queries.server";
import { WhereNow } from "~/features/search/components/where-now";
import type { WhereNow as FoundElsewhere } from "~/features/search/where-now.queries.server";
import { SITE_DEFAULTS } from "~/features/settings/site-settings";
import { asAnyone } from "~/http/access/access.server";
import { sectionsBeside } from "~/http/access/staff-sections";
import { currentExchange, isSafeMethod } from "~/http/exchange.server";
import { lookOf } from "~/http/look.server";
import type { EdgeProblem } from "~/http/problem";
import { page } from "~/http/responses.server";
import { giveBack, shellSettings } from "~/http/shell.server";
import { env } from "~/lib/env.server";
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
      site: { name: site.name, shortName: site.shortName, url: env().baseUrl, ...lookOf(site) },
      viewer,
      now: viewer ? ctx.now.toISOString() : null,
      sections,
      news,
      requestId: ctx.requestId,
      word: giveBack(session),
    });
  });
}

/** What stands around a page, where that is known. */
export type Around = Awaited<ReturnType<Awaited<ReturnType<typeof loader>>["json"]>>;

/** Around a page that is not there: where else to look. */
export const WhereNowContext = createContext<FoundElsewhere | null>(null);

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
  const { reason, retryAfterSeconds }: EdgeProblem = isRouteErrorResponse(error) && error.data ? error.data : {};
  // an act may lead to a page that is not there any more; what answers a form says nothing of an act before
  const word = useContext(SentFormContext) ? null : (data?.word ?? null);
  return (
    <Document title={data ? undefined : titleOf(error)}>
      <Framed word={word}>
        <Problem status={status} reason={reason} retryAfterSeconds={retryAfterSeconds} around={data} path={pathname + search} />
      </Framed>
    </Document>
  );
}

type ProblemProps = EdgeProblem & { status: number; around?: Around | null; path: string };

function Problem({ status, reason, retryAfterSeconds, around, path }: ProblemProps) {
  const elsewhere = useContext(WhereNowContext);
  return (
    <ProblemPage
      status={status}
      reason={reason}
      retryAfterSeconds={retryAfterSeconds}
      signInFor={status === 404 && around && !around.viewer ? path : null}
      reference={status >= 500 ? around?.requestId : null}
    >
      {elsewhere ? <WhereNow {...elsewhere} /> : null}
    </ProblemPage>
  );
}

/** The site where its settings are not known. */
const UNASKED = { name: SITE_DEFAULTS.name, shortName: SITE_DEFAULTS.shortName };

/** The whole document of a problem at an address that has no page, or that the framework never saw. */
export const ProblemDocument = ({ around, path, ...problem }: ProblemProps) => {
  const site = around?.site ?? UNASKED;
  return (
    <Html>
      <head>
        <Basics />
        <title>{`${problemTitle(problem.status, problem.reason)} – ${site.name}`}</title>
        <link rel="stylesheet" href={styles} />
        <Look around={around} />
      </head>
      <body>
        <Shell site={site} viewer={around?.viewer ?? null} path={path} sections={around?.sections}>
          <Problem {...problem} around={around} path={path} />
        </Shell>
      </body>
    </Html>
  );
};

function Document({ title, children }: { title?: string; children: ReactNode }) {
  return (
    <Html>
      <head>
        <Basics />
        {title ? <title>{`${title} – ${SITE_DEFAULTS.name}`}</title> : <Meta />}
        <link rel="stylesheet" href={styles} />
        <Look around={useRouteLoaderData<typeof loader>("root")} />
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
function Look({ around }: { around?: Around | null }) {
  const look = around?.site.look;
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
