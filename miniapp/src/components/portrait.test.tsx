import { expect, it, jest } from '@jest/globals';
import { act, fireEvent, render, screen, waitFor } from '@testing-library/react';
import Taro from '@tarojs/taro';
import { api, localError } from '@/api';
import { on } from '../../testing/target';
import { Portrait } from './portrait';

const heard = jest.fn<(fileId: string | null) => void>();
const take = () => act(async () => void fireEvent.click(screen.getByLabelText(/^本人照片，/)));

it('tells that the photo before is gone as soon as another is taken, and the new one only when the server has it', async () => {
  on('weapp');
  jest.spyOn(Taro, 'chooseMedia').mockResolvedValue({ tempFiles: [{ tempFilePath: '/tmp/new.jpg', size: 1000 }] } as never);
  const upload = jest
    .spyOn(api, 'upload')
    .mockRejectedValueOnce(localError('OFFLINE'))
    .mockResolvedValue({ fileId: 'new' } as never);
  render(<Portrait fileId="before" onUploaded={heard} />);
  await take();
  await waitFor(() => expect(upload).toHaveBeenCalledTimes(1));
  expect(heard.mock.calls).toEqual([[null]]);
  await act(async () => void fireEvent.click(screen.getByText('再发送一次')));
  await waitFor(() => expect(heard).toHaveBeenLastCalledWith('new'));
});
