import { View } from '@tarojs/components';
import { useState } from 'react';
import type { ApiError } from '@/api';
import { Button } from './button';
import { ErrorNotice } from './notice';
import { Sheet } from './sheet';
import { Tap } from './tap';
import { TextArea } from './text-field';
import './reason-sheet.scss';

export interface ReasonSheetProps {
  open: boolean;
  onClose: () => void;
  title: string;
  /** The usual reasons, as sentences the worker will read. */
  reasons: string[];
  /** Names the act: “退回修改”. */
  confirm: string;
  /** Beneath the words added: who reads them. */
  placeholder?: string;
  danger?: boolean;
  busy?: boolean;
  error?: ApiError;
  /** The chosen sentences and the words added, joined by “；”. */
  onConfirm: (reason: string) => void;
}

/** Why something is sent back or refused: a tap on the usual reasons, or own words; nothing goes without one. */
export function ReasonSheet({
  open,
  onClose,
  title,
  reasons,
  confirm,
  placeholder = '对方会看到这里写的内容',
  danger,
  busy,
  error,
  onConfirm,
}: ReasonSheetProps) {
  const [chosen, setChosen] = useState<string[]>([]);
  const [words, setWords] = useState('');
  const reason = [...chosen, words.trim()].filter(Boolean).join('；').slice(0, 200);
  const toggle = (each: string) =>
    setChosen((before) => (before.includes(each) ? before.filter((one) => one !== each) : [...before, each]));
  return (
    <Sheet
      open={open}
      onClose={onClose}
      title={title}
      footer={
        <Button kind={danger ? 'danger' : 'primary'} block busy={busy} disabled={reason.length < 2} onTap={() => onConfirm(reason)}>
          {confirm}
        </Button>
      }
    >
      <View className="jz-reasons">
        {reasons.map((each) => (
          <Tap
            key={each}
            role="checkbox"
            checked={chosen.includes(each)}
            label={each}
            className={`jz-reason ${chosen.includes(each) ? 'jz-reason-on' : ''}`}
            onTap={() => toggle(each)}
          >
            {each}
          </Tap>
        ))}
      </View>
      <TextArea label="补充说明" value={words} onChange={setWords} placeholder={placeholder} max={150} />
      <ErrorNotice error={error} />
    </Sheet>
  );
}
