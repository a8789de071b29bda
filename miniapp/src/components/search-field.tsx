import { SearchBar } from '@nutui/nutui-react-taro';
import '@nutui/nutui-react-taro/dist/es/packages/searchbar/style/css';
import { a11y } from './a11y';
import { Field, type FieldFrame } from './field';
import { Icon } from './icon';
import { Tap } from './tap';
import { useTyped } from './use-typed';
import './search-field.scss';

/** What is looked for, NutUI's SearchBar below its label; what was typed can be cleared with one tap. */
export function SearchField({
  value,
  onChange,
  placeholder,
  max = 40,
  ...frame
}: FieldFrame & { value: string; onChange: (value: string) => void; placeholder?: string; max?: number }) {
  const typed = useTyped(value, onChange);
  return (
    <Field {...frame}>
      <SearchBar
        className="jz-search"
        placeholder={placeholder}
        maxLength={max}
        leftIn={<Icon of="search" size={20} />}
        // Its own cross is 12 px and has no name in WeChat.
        clearable={false}
        rightIn={
          value && (
            <Tap className="jz-search-clear" label="清空" onTap={() => onChange('')}>
              <Icon of="close" size={14} />
            </Tap>
          )
        }
        // Its own style paints the letters dark grey, in the dark too.
        inputProps={{
          style: {},
          placeholderClass: 'jz-placeholder',
          confirmType: 'search',
          cursorSpacing: 24,
          ...typed,
          ...a11y({ label: frame.label }),
        }}
      />
    </Field>
  );
}
