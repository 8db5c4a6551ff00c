// Lights of key works as small multiples: a row a sector and a unit, its items by light; every figure opens its items on the board.
import { Link } from '@tanstack/react-router';
import { useFormats } from '../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { LightMark, lightColours } from '../../../../web/ui/Light.tsx';
import type { Cockpit } from './cockpitQueries.ts';

type Lights = Record<string, number>;
type Place = { sector?: string | undefined; unit?: string | undefined };

export function LightTotals({ lights, place = {} }: { lights: Lights; place?: Place }) {
  const { t } = useWords();
  const { count } = useFormats();
  return (
    <p className="cockpit-lights">
      {lightColours
        .filter((colour) => (lights[colour] ?? 0) > 0)
        .map((colour) => (
          <Link
            key={colour}
            to="/board"
            search={{ horizon: 'annual', light: colour, ...place }}
            className="cockpit-light"
            data-tip={t(`light.${colour}`)}
          >
            <LightMark colour={colour} />
            <span className="visually-hidden">{t(`light.${colour}`)} </span>
            {count(lights[colour] ?? 0)}
          </Link>
        ))}
    </p>
  );
}

interface RowProps {
  name: string;
  total: number;
  most: number;
  lights: Lights;
  place: Place | null;
}

/** The bar's length is the number of items, its parts their lights. */
function LightRow({ name, total, most, lights, place }: RowProps) {
  return (
    <li className="cockpit-row">
      <span className="clip small">{name}</span>
      <span className="cockpit-bar" aria-hidden="true">
        <span style={{ width: `${(100 * total) / most}%` }}>
          {lightColours
            .filter((colour) => (lights[colour] ?? 0) > 0)
            .map((colour) => (
              <i key={colour} className={`cockpit-share light-fill-${colour}`} style={{ flexGrow: lights[colour] }} />
            ))}
        </span>
      </span>
      {place ? <LightTotals lights={lights} place={place} /> : <LightTotals lights={lights} />}
    </li>
  );
}

export function LightRows({ lights }: { lights: Cockpit['lights'] }) {
  const { t } = useWords();
  const twin = useTwin();
  const { bySector, byUnit } = lights;
  const mostOf = (rows: readonly { total: number }[]) => Math.max(1, ...rows.map((row) => row.total));
  return (
    <div className="cockpit-multiples">
      {bySector.some((row) => row.sector !== null) && (
        <div>
          <h3 className="small quiet">{t('cockpit:lights.bySector')}</h3>
          <ul>
            {bySector.map(({ sector, ...row }) => (
              <LightRow
                key={sector?.id ?? 'none'}
                {...row}
                most={mostOf(bySector)}
                name={sector ? twin(sector.name, sector.nameEn) : t('cockpit:lights.noSector')}
                place={sector ? { sector: sector.id } : null}
              />
            ))}
          </ul>
        </div>
      )}
      <div>
        <h3 className="small quiet">{t('cockpit:lights.byUnit')}</h3>
        <ul>
          {byUnit.map(({ unit, ...row }) => (
            <LightRow
              key={unit.id}
              {...row}
              most={mostOf(byUnit)}
              name={twin(unit.name, unit.nameEn)}
              place={{ unit: unit.id }}
            />
          ))}
        </ul>
      </div>
    </div>
  );
}
