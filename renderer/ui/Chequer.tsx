import { useId } from 'react';
import s from './marks.module.css';

/** The Sillitoe chequer: at the sign-in and in the mark, nowhere else. Its colours are the CSS variables --chequerA and --chequerB. */
export const Chequer = ({ rows = 3, cell = 8 }: { readonly rows?: number; readonly cell?: number }) => {
  const id = useId();
  return (
    <svg className={s.chequer} height={rows * cell} width="100%" aria-hidden="true">
      <defs>
        <pattern id={id} width={cell * 2} height={cell * 2} patternUnits="userSpaceOnUse">
          <rect className={s.b} width={cell * 2} height={cell * 2} />
          <rect className={s.a} width={cell} height={cell} />
          <rect className={s.a} x={cell} y={cell} width={cell} height={cell} />
        </pattern>
      </defs>
      <rect width="100%" height="100%" fill={`url(#${id})`} />
    </svg>
  );
};
