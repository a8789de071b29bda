export default definePageConfig({ navigationBarTitleText: '在学核验申诉', enablePullDownRefresh: process.env.TARO_ENV === 'weapp' });
