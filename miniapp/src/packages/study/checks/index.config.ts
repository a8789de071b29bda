export default definePageConfig({ navigationBarTitleText: '在学核验记录', enablePullDownRefresh: process.env.TARO_ENV === 'weapp' });
