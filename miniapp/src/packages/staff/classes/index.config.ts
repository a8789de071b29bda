export default definePageConfig({ navigationBarTitleText: '班次与学员', enablePullDownRefresh: process.env.TARO_ENV === 'weapp' });
