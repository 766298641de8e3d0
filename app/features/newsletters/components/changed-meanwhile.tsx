type Props = { current: { subject: string; preheader: string; body: string } };

/** What somebody else saved meanwhile, above one's own text: nothing of either is lost. */
export const ChangedMeanwhile = ({ current }: Props) => (
  <section aria-labelledby="theirs">
    <h2 id="theirs">What is saved now</h2>
    <p>
      <strong>{current.subject}</strong>
    </p>
    {current.preheader ? <p>{current.preheader}</p> : null}
    <pre className="pn-source">{current.body}</pre>
    <h2>Your text</h2>
  </section>
);
