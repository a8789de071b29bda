export default definePageConfig({ navigationBarTitleText: '更换手机号', enablePullDownRefresh: process.env.TARO_ENV === 'weapp' });
