export default definePageConfig({
  navigationBarTitleText: '选择培训机构',
  enableShareAppMessage: true,
  enablePullDownRefresh: process.env.TARO_ENV === 'weapp',
});
