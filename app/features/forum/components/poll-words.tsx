/** What a poll asks, for its writer before it stands, and for who judges it: it says nothing of what was chosen. */
export const PollWords = ({ poll: { question, options } }: { poll: { question: string; options: readonly string[] } }) => (
  <>
    <p>
      <strong>Poll: {question}</strong>
    </p>
    <ul>
      {options.map((words) => (
        <li key={words}>{words}</li>
      ))}
    </ul>
  </>
);
