import type { Capability, Machine } from '#shared/protocol/rest';
import { TIER_WORDS, useCatalogue } from '../../store/catalogue.ts';
import { CheckIcon, CrossIcon } from '../../ui/icons.tsx';

/** What this machine can do, in the words of `sockscope doctor`, with what would enable the rest. */
export function MachinePanel() {
  const machine = useCatalogue((store) => store.machine);
  return (
    <section
      className="home-machine"
      aria-labelledby="machine"
      data-tier={machine?.ok === true ? machine.value.tier : undefined}
    >
      <h2 id="machine">This machine</h2>
      {machine === null && (
        <p className="home-wait" role="status">
          Looking at what this machine can do …
        </p>
      )}
      {machine?.ok === false && (
        <p className="home-failure" role="alert">
          {machine.error.message}
        </p>
      )}
      {machine?.ok === true && <Findings machine={machine.value} />}
    </section>
  );
}

function Findings({ machine }: { readonly machine: Machine }) {
  const words = TIER_WORDS[machine.tier];
  const missing = machine.capabilities.filter((capability) => !capability.ok).length;
  return (
    <>
      <p className="machine-tier">
        <strong>{words.name}</strong>
        <span>{words.what}</span>
      </p>
      <p className="machine-why">{machine.why}</p>
      <details open={missing > 0 && machine.tier !== 'lab'}>
        <summary>
          {missing === 0
            ? `All ${machine.capabilities.length} capabilities are there`
            : `${missing} of ${machine.capabilities.length} capabilities are missing`}
        </summary>
        <ul className="machine-list">
          {machine.capabilities.map((capability) => (
            <CapabilityRow key={capability.id} capability={capability} />
          ))}
        </ul>
      </details>
      <p className="machine-version">Sockscope {machine.version}</p>
    </>
  );
}

const CapabilityRow = ({ capability }: { readonly capability: Capability }) => (
  <li data-ok={capability.ok}>
    {capability.ok ? <CheckIcon /> : <CrossIcon />}
    <div>
      <span className="visually-hidden">{capability.ok ? 'yes: ' : 'no: '}</span>
      <strong>{capability.name}</strong> <span>{capability.why}</span>
      {capability.enable !== undefined && <p className="machine-enable">{capability.enable}</p>}
    </div>
  </li>
);
