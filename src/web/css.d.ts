// Lets components pass our own custom properties through React's style attribute with their names checked.
import 'react';

declare module 'react' {
  interface CSSProperties {
    '--tone'?: string;
    '--tone-ink'?: string;
    '--depth'?: number;
    '--columns'?: string;
    '--share'?: string;
    '--from'?: string;
    '--row'?: string;
    '--middle'?: string;
    '--cell'?: string;
    '--print-zoom'?: number;
  }
}
