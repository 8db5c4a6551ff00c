// A plain table for short lists: a real table for screen readers, rows that scroll sideways inside their own frame.
import type { ReactNode } from 'react';
import './table.css';

export interface TableColumn<Row> {
  key: string;
  header: ReactNode;
  numbers?: boolean;
  width?: number | string;
  /** Left out on a phone. */
  wideOnly?: boolean;
  cell: (row: Row) => ReactNode;
}

interface TableProps<Row> {
  label: string;
  rows: readonly Row[];
  columns: readonly TableColumn<Row>[];
  rowKey: (row: Row) => string;
  onChoose?: (row: Row) => void;
  empty?: ReactNode;
}

export function Table<Row>({ label, rows, columns, rowKey, onChoose, empty }: TableProps<Row>) {
  if (rows.length === 0 && empty) return <>{empty}</>;
  const classOf = (column: TableColumn<Row>) =>
    [column.numbers && 'numbers', column.wideOnly && 'wide-only'].filter(Boolean).join(' ');
  return (
    <div className="table-frame">
      <table className="table" aria-label={label}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" className={classOf(column)} style={{ width: column.width }}>
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr
              key={rowKey(row)}
              className={onChoose ? 'table-choosable' : undefined}
              onClick={
                onChoose
                  ? (event) => {
                      if (event.target instanceof Element && event.target.closest('a, button, input')) return;
                      onChoose(row);
                    }
                  : undefined
              }
            >
              {columns.map((column) => (
                <td key={column.key} className={classOf(column)}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
