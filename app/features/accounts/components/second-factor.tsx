import { type Keeping, KeptNote } from "~/components/layout/kept-note";
import { PageTitle } from "~/components/layout/page-title";
import { ButtonLink } from "~/components/ui/button-link";

/** To whoever pressed twice, or had a page open from before. */
export const FACTOR_OVERTAKEN =
  "Your second factor was changed just before, so this press did nothing. Its recovery codes were shown once: if you did not see them, make new ones.";

/** Staff have to have one. */
type Props = { isStaff: boolean };

type OffProps = Props & {
  /** Where whoever owes one goes on afterwards, and what became of what they had typed there. */
  next: string | null;
  keeping: Keeping | null;
};

export const SecondFactorOff = ({ isStaff, next, keeping }: OffProps) => (
  <>
    <PageTitle intro={isStaff ? "Your role needs a second factor. Until it is set up you can read, and do nothing else." : undefined}>
      Second factor
    </PageTitle>
    <KeptNote keeping={keeping} />
    <p>After your password we then ask for a code that an app on your phone shows. A stolen password alone opens nothing.</p>
    <p>It takes two minutes. Have your phone at hand.</p>
    <ButtonLink href={`/account/security/set-up${next ? `?${new URLSearchParams({ next })}` : ""}`}>Set up a second factor</ButtonLink>
  </>
);

export const SecondFactorOn = ({ isStaff, codesLeft }: Props & { /** Recovery codes that still work. */ codesLeft: number }) => (
  <>
    <PageTitle>Second factor</PageTitle>
    <p>Your second factor is on: after your password we ask for the code that your app shows.</p>
    <h2>If you get a new phone</h2>
    <p>
      <a href="/account/security/replace">Move to another app</a> while you still have this one.
    </p>
    <h2>If you lose your phone</h2>
    <p>
      {codesLeft === 0 ? "You have no recovery codes left." : `You have ${codesLeft} recovery ${codesLeft === 1 ? "code" : "codes"} left.`}{" "}
      Each signs you in once without your app. They were shown once: if you did not see them, make new ones.
    </p>
    <ul>
      <li>
        <a href="/account/security/recovery">Make new recovery codes</a>, with a code from your app
      </li>
      <li>
        {codesLeft > 0 ? (
          <a href="/account/security/lost">I have lost my app: set up another one</a>
        ) : (
          <>
            Lost your app as well? <a href="/contact">Contact us</a>: whoever runs the site can take your second factor away, once they know
            that it is you.
          </>
        )}
      </li>
    </ul>
    <h2>Switch it off</h2>
    <p>
      {isStaff ? (
        "Your role needs it, so it cannot be switched off."
      ) : (
        <>
          You can <a href="/account/security/switch-off">do without a second factor</a>.
        </>
      )}
    </p>
  </>
);
