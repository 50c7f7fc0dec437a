import { manPage } from '#shared/cards/card';
import { cardOf } from '#shared/cards/cards';
import './call-card.css';

/** A call's card: what it is for, what it is given, what it answers, what can go wrong, and where that is written. */
export function CallCard({ name }: { readonly name: string }) {
  const card = cardOf(name);
  if (card === undefined)
    return <p className="call-card">There is no card for {name}() yet; its man page tells more.</p>;
  return (
    <article className="call-card" data-card={card.name}>
      <h2>
        <code>{card.name}()</code>
        <span>{card.section === 2 ? 'a system call' : 'a library function'}</span>
      </h2>
      <p className="call-card-lead">{card.purpose}</p>
      {card.args.length > 0 && (
        <>
          <h3>Arguments</h3>
          <dl>
            {card.args.map(([arg, meaning]) => (
              <div key={arg}>
                <dt>
                  <code>{arg}</code>
                </dt>
                <dd>{meaning}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
      <h3>Result</h3>
      <p>{card.result}</p>
      {card.errors.length > 0 && (
        <>
          <h3>Common errors</h3>
          <dl>
            {card.errors.map(([errno, when]) => (
              <div key={errno}>
                <dt>
                  <code>{errno}</code>
                </dt>
                <dd>{when}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
      <h3>When to use it</h3>
      <p>{card.when}</p>
      <p>
        <a href={manPage(card)} target="_blank" rel="noreferrer">
          {card.name}({card.section}), the man page
        </a>
      </p>
    </article>
  );
}
