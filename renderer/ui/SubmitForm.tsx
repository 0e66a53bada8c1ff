import type { ComponentProps } from 'react';

/** A form that Ctrl+Enter sends from any of its fields; it says itself what is wrong with them. */
export const SubmitForm = ({
  submit,
  ...rest
}: Omit<ComponentProps<'form'>, 'noValidate' | 'onSubmit' | 'onKeyDown'> & { readonly submit: () => void }) => (
  <form
    {...rest}
    noValidate
    onSubmit={(event) => {
      event.preventDefault();
      submit();
    }}
    onKeyDown={(event) => {
      if (event.key !== 'Enter' || !event.ctrlKey) return;
      event.preventDefault();
      submit();
    }}
  />
);
