export default definePageConfig({ navigationBarTitleText: '单位登记和授权', enablePullDownRefresh: process.env.TARO_ENV === 'weapp' });
