export default definePageConfig({ navigationBarTitleText: '登录设备', enablePullDownRefresh: process.env.TARO_ENV === 'weapp' });
