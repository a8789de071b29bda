export default definePageConfig({
  navigationBarTitleText: '班次与学员',
  enableShareAppMessage: true,
  enablePullDownRefresh: process.env.TARO_ENV === 'weapp',
});
