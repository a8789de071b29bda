export default definePageConfig({ navigationBarTitleText: '单位', enablePullDownRefresh: process.env.TARO_ENV === 'weapp' });
