// The calendar behind DatePicker: Ant Design's, with days as plain YYYY-MM-DD text outside.
import { DatePicker as AntDatePicker } from 'antd';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn.js';
import { ComponentLibrary } from './ComponentLibrary.tsx';
import type { DatePickerProps } from './DatePicker.tsx';
import { useNarrow } from './narrow.ts';

export default function Calendar(props: DatePickerProps) {
  const isNarrow = useNarrow();
  return (
    <ComponentLibrary>
      <AntDatePicker
        {...props.control}
        {...(props.label ? { 'aria-label': props.label } : {})}
        {...(props.placeholder ? { placeholder: props.placeholder } : {})}
        {...(props.min ? { minDate: dayjs(props.min) } : {})}
        {...(props.max ? { maxDate: dayjs(props.max) } : {})}
        value={props.value ? dayjs(props.value) : null}
        format="YYYY-MM-DD"
        allowClear={props.clearable ?? false}
        disabled={props.disabled ?? false}
        inputReadOnly={isNarrow}
        style={{ width: props.width ?? '100%' }}
        // Enter takes the day that was typed; it must not send the form around the field half filled.
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.preventDefault();
        }}
        onChange={(day) => props.onChange(day ? day.format('YYYY-MM-DD') : null)}
      />
    </ComponentLibrary>
  );
}
