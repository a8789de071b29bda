import Taro from '@tarojs/taro';
import { icsOf, type CalendarDay } from './ics';

const MORNING = 'T09:00:00+08:00';

/** Into the phone's calendar, or as a file of it in a browser. What it tells: added, or why not. */
export async function addToCalendar(day: CalendarDay): Promise<'ADDED' | 'REFUSED'> {
  if (process.env.TARO_ENV === 'h5') {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([icsOf(day)], { type: 'text/calendar' }));
    link.download = `${day.title}.ics`;
    document.body.append(link);
    link.click();
    link.remove();
    return 'ADDED';
  }
  try {
    await Taro.addPhoneCalendar({
      title: day.title,
      description: day.detail,
      startTime: new Date(`${day.on}${MORNING}`).getTime() / 1000,
      allDay: true,
      alarm: true,
      alarmOffset: 86_400,
    } as never);
    return 'ADDED';
  } catch {
    return 'REFUSED';
  }
}
