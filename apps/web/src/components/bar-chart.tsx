import classes from './bar-chart.module.css';

export interface Bar {
  readonly key: string;
  /** What the bar says to who points at it. */
  readonly words: string;
  readonly value: number;
  /** How much of it is drawn in the stronger colour. */
  readonly part: number;
}

interface BarChartProps {
  /** What is drawn, in words: the table beside it has the numbers. */
  readonly label: string;
  readonly bars: readonly Bar[];
  /** What the highest line stands for. */
  readonly top: string;
  /** Below the first bar and the last. */
  readonly ends: readonly [string, string];
}

const HEIGHT = 100;
const WIDTH = 10;
const GAP = 2;

/** Amounts side by side. It is one picture for who listens; a table with its numbers belongs to it. */
export function BarChart({ label, bars, top, ends }: BarChartProps) {
  const highest = Math.max(1, ...bars.map(({ value }) => value));
  return (
    <figure className={classes.chart}>
      <div className={classes.top} aria-hidden>
        {top}
      </div>
      <svg
        role="img"
        aria-label={label}
        className={classes.frame}
        viewBox={`0 0 ${bars.length * WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
      >
        {bars.map(({ key, words, value, part }, index) => (
          <g key={key}>
            <title>{words}</title>
            <Column index={index} share={value / highest} className={classes.bar} />
            <Column index={index} share={part / highest} className={classes.part} />
          </g>
        ))}
      </svg>
      <div className={classes.ends} aria-hidden>
        <span>{ends[0]}</span>
        <span>{ends[1]}</span>
      </div>
    </figure>
  );
}

function Column({ index, share, className }: { readonly index: number; readonly share: number; readonly className: string | undefined }) {
  const height = share * HEIGHT;
  return <rect className={className} x={index * WIDTH + GAP / 2} y={HEIGHT - height} width={WIDTH - GAP} height={height} />;
}
